import { CronExpressionParser } from "cron-parser"
import type { CronTrigger } from "../functions/read-trigger"

/**
 * When a cron is next due, as an ISO 8601 instant. Its times are those of its time zone's clock, UTC without one: a
 * daily time stays where it is when the clock is changed.
 */
export function nextTime(
  { expression, timezone }: Pick<CronTrigger, "expression" | "timezone">,
  after: Date,
): string {
  const iso = CronExpressionParser.parse(expression, { currentDate: after, tz: timezone ?? "UTC" })
    .next()
    .toISOString()
  return iso ?? new Date(after.getTime() + 60_000).toISOString()
}

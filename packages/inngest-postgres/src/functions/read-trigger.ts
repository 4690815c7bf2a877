import { CronExpressionParser } from "cron-parser"
import { readExpression } from "../expressions/evaluate"
import { durationMs } from "../protocol/duration"
import { isObject } from "../protocol/op"
import { refuseUnknownFields } from "./known-fields"

export interface CronTrigger {
  /** As it was written, with its time zone. */
  cron: string
  timezone: string | null
  /** Without the time zone. */
  expression: string
  jitterMs: number
}

export type Trigger = { event: string; expression: string | null } | CronTrigger

/** @throws Error with the end of a sentence when nothing could ever start by it */
export function readTrigger(raw: unknown): Trigger {
  if (!isObject(raw)) throw new Error("a trigger is not an object.")
  if (typeof raw.event === "string") {
    refuseUnknownFields(raw, "trigger", ["event", "expression"])
    refuseEventName(raw.event)
    return { event: raw.event, expression: readExpression(raw.expression) }
  }
  if (typeof raw.cron !== "string") throw new Error("a trigger names neither an event nor a cron.")
  refuseUnknownFields(raw, "trigger", ["cron", "jitter"])
  return { cron: raw.cron, ...readCron(raw.cron), jitterMs: readJitter(raw.jitter) }
}

/** What starts by other means than events that are sent, or is half a wildcard, would wait for ever. */
function refuseEventName(name: string): void {
  if (name === "inngest/deferred.schedule") {
    throw new Error("functions made by createDefer are not supported. Use step.invoke or step.sendEvent.")
  }
  if (name.slice(0, -1).includes("*")) {
    throw new Error(`the event "${name}" has a * that is not at its end. Only there it stands for the rest.`)
  }
}

function readCron(cron: string): { timezone: string | null; expression: string } {
  const [, timezone = null, expression = cron] = /^TZ=(\S+)\s+(.+)$/.exec(cron.trim()) ?? []
  try {
    CronExpressionParser.parse(expression, { tz: timezone ?? "UTC" }).next()
  } catch (error) {
    throw new Error(`the cron "${cron}" cannot be read: ${(error as Error).message}.`)
  }
  return { timezone, expression }
}

function readJitter(raw: unknown): number {
  return typeof raw === "string" ? durationMs(raw) : 0
}

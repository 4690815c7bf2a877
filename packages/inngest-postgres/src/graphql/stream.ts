import { pageEvents } from "../events/page-events"
import { findRunsOfEvent } from "../runs/page-runs"
import { functionRunView } from "./function-run-view"
import { type QueryContext, reading } from "./query-context"
import { readTime } from "./time"

export interface StreamArguments {
  /** Events that were received later, and earlier. */
  after?: string | null
  before?: string | null
  limit: number
  includeInternalEvents?: boolean | null
}

const CRON = "inngest/scheduled.timer"

/** The newest events with what they started, as the first dev servers listed them. */
export async function streamOf(context: QueryContext, query: StreamArguments) {
  const events = await pageEvents(reading(context), {
    from: readTime(query.after, "after"),
    until: readTime(query.before, "before"),
    names: null,
    internal: query.includeInternalEvents ?? false,
    after: null,
    limit: query.limit,
  })
  return events.map(({ id, name, receivedAt }) => ({
    id,
    trigger: name,
    type: name === CRON ? "CRON" : "EVENT",
    createdAt: receivedAt.toISOString(),
    runs: async (_: unknown, inner: QueryContext) =>
      (await findRunsOfEvent(reading(inner), id)).map(functionRunView),
  }))
}

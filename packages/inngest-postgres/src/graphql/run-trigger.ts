import { findRun } from "../runs/page-runs"
import { type QueryContext, reading } from "./query-context"
import { cronOf } from "./run-view"

/** What started a run: its events as its function sees them. Null when there is no such run. */
export async function runTrigger(context: QueryContext, runId: string) {
  const run = await findRun(reading(context), runId)
  if (!run) return null
  const { rows } = await reading(context).query<{ payload: string }>(
    `select e.payload from unnest($1::text[]) with ordinality as ids(id, position)
     join engine.events e on e.id = ids.id order by ids.position`,
    [run.eventIds],
  )
  const payloads = rows.map(({ payload }) => context.budget.text(payload))
  const cron = run.origin === "cron" ? cronOf(payloads[0] ?? null) : null
  return {
    IDs: run.eventIds,
    payloads,
    timestamp: run.createdAt.toISOString(),
    eventName: cron === null ? run.eventName : null,
    isBatch: run.eventIds.length > 1,
    batchID: null,
    cron,
  }
}

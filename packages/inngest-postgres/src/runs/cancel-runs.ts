import type { EngineContext } from "../engine-context"
import { holds } from "../expressions/evaluate"
import { cancelRun } from "./cancel-run"

const BATCH = 100

export interface Cancellation {
  functionId: string
  /** Of when the runs were made. */
  after: Date
  before: Date
  /** CEL with the run's own `event`; null cancels them all. */
  expression: string | null
}

/** Cancels the open runs of a function that were made in a time and whose event matches. Returns how many. */
export async function cancelRuns(
  context: EngineContext,
  { functionId, after, before, expression }: Cancellation,
): Promise<number> {
  let cancelled = 0
  for (let last = ""; ; ) {
    const { rows } = await context.db.query<{ id: string; payload: string | null }>(
      `select r.id, e.payload from engine.runs r left join engine.events e on e.id = r.event_ids[1]
       where r.function_id = $1 and r.status in ('queued', 'running') and r.id > $2
         and r.created_at >= $3::timestamptz and r.created_at < $4::timestamptz
       order by r.id limit ${BATCH}`,
      [functionId, last, after.toISOString(), before.toISOString()],
    )
    for (const { id, payload } of rows) {
      const event: unknown = expression && payload ? JSON.parse(payload) : null
      if (holds(expression, { event }) && (await cancelRun(context, id))) cancelled++
    }
    last = rows.at(-1)?.id ?? ""
    if (rows.length < BATCH) return cancelled
  }
}

import type { EngineContext } from "../engine-context"
import { completeWait } from "../steps/complete-wait"
import { runUnit } from "./unit"

const BATCH = 100

/** Makes jobs ready whose time has come. Returns how many. */
export async function promoteJobs(context: EngineContext): Promise<number> {
  const { rows } = await context.db.query(
    `update engine.jobs set ready = true where id in (
       select id from engine.jobs where not ready and run_at <= now() order by run_at limit 1000 for update skip locked)
     returning id`,
  )
  return rows.length
}

/** Ends the waits whose time has come: a sleep, or a wait for an event that did not come. Returns how many. */
export async function endDueWaits(context: EngineContext): Promise<number> {
  const { rows } = await context.db.query<{ run_id: string; step_id: string; kind: string }>(
    "select run_id, step_id, kind from engine.waits where fires_at <= now() order by fires_at limit $1",
    [BATCH],
  )
  for (const wait of rows) {
    await runUnit(context, async (unit) => {
      if (wait.kind === "sleep" || wait.kind === "event") {
        return completeWait(unit, wait.run_id, wait.step_id, "null")
      }
      // What is left is the end of a cancelOn entry's own time.
      await unit.sql.query("delete from engine.waits where run_id = $1 and step_id = $2", [
        wait.run_id,
        wait.step_id,
      ])
      return false
    })
  }
  return rows.length
}

/** Milliseconds, by the database's clock, until something put off is due. Infinity when nothing is. */
export async function untilDueMs(context: EngineContext): Promise<number> {
  const { rows } = await context.db.query<{ ms: number | null }>(
    `select (extract(epoch from least(
       (select min(run_at) from engine.jobs where not ready),
       (select min(fires_at) from engine.waits where fires_at is not null),
       (select min(next_at) from engine.crons)) - now()) * 1000)::float8 as ms`,
  )
  return rows[0]?.ms ?? Number.POSITIVE_INFINITY
}

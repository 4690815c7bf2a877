import type { EngineContext } from "../engine-context"
import { canonicalJson } from "../protocol/canonical-json"
import { engineFailure } from "../protocol/failure"
import { cancelWithin } from "../runs/cancel-run"
import { lockRun } from "../runs/lock-run"
import { completeWait } from "../steps/complete-wait"
import { runUnit, type Unit } from "./unit"

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
  for (const wait of rows) await runUnit(context, (unit) => endDueWait(unit, context, wait))
  return rows.length
}

async function endDueWait(
  unit: Unit,
  context: EngineContext,
  wait: { run_id: string; step_id: string; kind: string },
): Promise<void> {
  switch (wait.kind) {
    case "sleep":
    case "event":
    case "signal":
      await completeWait(unit, wait.run_id, wait.step_id, "null")
      return
    case "invoke":
      await completeWait(unit, wait.run_id, wait.step_id, INVOKE_TIMED_OUT, "failed")
      return
    case "start":
    case "finish":
      await endRunTimeout(unit, context, wait.run_id, wait.kind)
      return
    default:
      // The end of a cancelOn entry's own time.
      await unit.sql.query("delete from engine.waits where run_id = $1 and step_id = $2", [
        wait.run_id,
        wait.step_id,
      ])
  }
}

const INVOKE_TIMED_OUT = canonicalJson({
  error: engineFailure(
    "InngestInvokeTimeoutError",
    "The invoked function did not finish in the time it was given.",
  ),
})

/** Cancels a run that did not start, or did not finish after its start, in the time its function allows. */
async function endRunTimeout(
  unit: Unit,
  context: EngineContext,
  runId: string,
  kind: "start" | "finish",
): Promise<void> {
  const run = await lockRun(unit.sql, runId)
  const config = run && context.registry.get(run.functionId)
  const { startMs = null, finishMs = null } = config?.flow.timeouts ?? {}
  const { rows } = await unit.sql.query<{ overdue_ms: number | null }>(
    "select (extract(epoch from now() - started_at) * 1000)::float8 as overdue_ms from engine.runs where id = $1",
    [runId],
  )
  const sinceStartMs = rows[0]?.overdue_ms ?? null
  const allowedMs = kind === "start" ? startMs : finishMs
  const late =
    kind === "start" ? sinceStartMs === null : allowedMs !== null && (sinceStartMs ?? 0) >= allowedMs
  if (run?.active && late) {
    await cancelWithin(unit, context, runId)
    return
  }
  const againMs =
    kind === "finish" && allowedMs !== null ? Math.max(allowedMs - (sinceStartMs ?? 0), 1) : null
  await unit.sql.query(
    `update engine.waits set fires_at = now() + $3::float8 * interval '1 millisecond'
     where run_id = $1 and step_id = $2`,
    [runId, `$${kind}`, againMs],
  )
}

/** Milliseconds, by the database's clock, until something put off is due. Infinity when nothing is. */
export async function untilDueMs(context: EngineContext): Promise<number> {
  const { rows } = await context.db.query<{ ms: number | null }>(
    `select (extract(epoch from least(
       (select min(run_at) from engine.jobs where not ready),
       (select min(fires_at) from engine.waits where fires_at is not null),
       (select min(next_at) from engine.crons),
       (select min(fires_at) from engine.debounces),
       (select min(closes_at) from engine.batches)) - now()) * 1000)::float8 as ms`,
  )
  return rows[0]?.ms ?? Number.POSITIVE_INFINITY
}

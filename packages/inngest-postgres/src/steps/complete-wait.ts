import type { Unit } from "../queue/unit"
import { lockRun } from "../runs/lock-run"
import { followUp } from "./follow-up"

/**
 * Ends a wait (a sleep, an event, a signal, an invocation) with the memo its function is to be given, and
 * calls the function again when nothing else is pending. `status` is `failed` when the memo is an error.
 * Ending a wait that has ended is no error.
 */
export async function completeWait(
  unit: Unit,
  runId: string,
  stepId: string,
  memo: string,
  status: "completed" | "failed" = "completed",
): Promise<boolean> {
  const run = await lockRun(unit.sql, runId)
  const { rows } = await unit.sql.query(
    "delete from engine.waits where run_id = $1 and step_id = $2 returning run_id",
    [runId, stepId],
  )
  if (rows.length === 0 || !run?.active) return false
  await unit.sql.query(
    `update engine.steps set seq = nextval('engine.step_order'), status = $4, output = $3, ended_at = now()
     where run_id = $1 and id = $2 and seq is null`,
    [runId, stepId, memo, status],
  )
  await followUp(unit, run, null)
  return true
}

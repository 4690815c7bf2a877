import type { EngineContext } from "../engine-context"
import { runUnit, type Unit } from "../queue/unit"
import { endRun } from "./end-run"
import { lockRun } from "./lock-run"

/** Cancels a run that has not ended. False when there is none to cancel. A call in flight can no longer write. */
export async function cancelRun(context: EngineContext, runId: string): Promise<boolean> {
  return runUnit(context, (unit) => cancelWithin(unit, context, runId))
}

export async function cancelWithin(unit: Unit, context: EngineContext, runId: string): Promise<boolean> {
  const run = await lockRun(unit.sql, runId)
  if (!run?.active) return false
  await endRun(unit, context, run, { status: "cancelled" })
  return true
}

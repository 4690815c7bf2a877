import type { EngineContext } from "../engine-context"
import { canonicalJson } from "../protocol/canonical-json"
import { engineFailure } from "../protocol/failure"
import type { Op } from "../protocol/op"
import { runUnit, type Unit } from "../queue/unit"
import type { LockedRun } from "../runs/lock-run"
import { completeWait } from "./complete-wait"
import { failStep } from "./fail-step"
import { insertWait } from "./insert-wait"

/** Waits for a signal. One step at a time can wait for one; a second fails, or takes the first one's place. */
export async function waitForSignal(unit: Unit, run: LockedRun, op: Op): Promise<boolean> {
  const signal = typeof op.opts.signal === "string" ? op.opts.signal : op.name
  const until = typeof op.opts.timeout === "string" ? op.opts.timeout : ""
  const wait = { kind: "signal", until, signal }
  if (await insertWait(unit, run.id, op.id, wait)) return false
  if (op.opts.conflict === "replace") {
    const holder = await waiterFor(unit, signal)
    if (holder) await completeWait(unit, holder.run_id, holder.step_id, "null")
    if (await insertWait(unit, run.id, op.id, wait)) return false
  }
  return failStep(
    unit,
    run.id,
    op.id,
    engineFailure("SignalConflict", `Another run is waiting for the signal "${signal}" already.`),
  )
}

/** Gives a signal to the step that waits for it. Resolves to the run's id, or null when nobody waits. */
export async function sendSignal(
  context: EngineContext,
  signal: string,
  data: unknown,
): Promise<string | null> {
  return runUnit(context, async (unit) => {
    const waiter = await waiterFor(unit, signal)
    if (!waiter) return null
    const memo = canonicalJson({ data: { signal, data: data ?? null } })
    return (await completeWait(unit, waiter.run_id, waiter.step_id, memo)) ? waiter.run_id : null
  })
}

async function waiterFor(
  unit: Unit,
  signal: string,
): Promise<{ run_id: string; step_id: string } | undefined> {
  const { rows } = await unit.sql.query<{ run_id: string; step_id: string }>(
    "select run_id, step_id from engine.waits where signal = $1",
    [signal],
  )
  return rows[0]
}

import type { EngineContext } from "../engine-context"
import type { Op } from "../protocol/op"
import type { HeldJob } from "../queue/held-job"
import { deleteJob, stillHeld } from "../queue/lease"
import { runUnit, type Unit } from "../queue/unit"
import { type LockedRun, lockRun } from "../runs/lock-run"
import { loadRuns } from "../runs/run-state"
import { followUp } from "./follow-up"
import { insertPending } from "./insert-pending"
import { insertMemos, type Memo } from "./memo"

/**
 * Stores an answer of any shape: memos, planned steps, sleeps and waits. Plans a call for each planned
 * step; discovers again when nothing is pending (in race mode: after every completion).
 */
export async function advanceRun(
  context: EngineContext,
  job: HeldJob,
  memos: readonly Memo[],
  ops: readonly Op[],
  everyStep: boolean,
): Promise<HeldJob | null> {
  return runUnit(context, async (unit) => {
    const run = await lockRun(unit.sql, job.run.id)
    const lease = await stillHeld(unit.sql, context, job)
    if (!lease) return null
    if (!run?.active) {
      await deleteJob(unit.sql, job.id)
      return null
    }
    await insertMemos(unit.sql, run.id, memos)
    const pending = ops.filter((op) => !memos.some((memo) => memo.id === op.id))
    let answered = false
    const [trigger] = job.run.events
    for (const op of pending) answered = (await insertPending(unit, context, run, op, trigger)) || answered
    await noteShape(unit, run, pending, everyStep)
    await deleteJob(unit.sql, job.id)
    // A completion that met this discovery call in flight asks for one more.
    const due = job.stepId !== null || memos.length > 0 || answered || lease.again
    const next = due ? await followUp(unit, run, { id: context.owner, leaseMs: context.leaseMs }) : null
    if (!next) return null
    const state = (await loadRuns(unit.sql, [run.id])).get(run.id)
    if (!state) return null
    return {
      id: next.jobId,
      fence: 1,
      stepId: null,
      attempt: 0,
      disableImmediate: next.disableImmediate,
      run: state,
    }
  })
}

/** Remembers what later calls depend on: that immediate execution is off, and whether to discover every time. */
async function noteShape(
  unit: Unit,
  run: LockedRun,
  pending: readonly Op[],
  everyStep: boolean,
): Promise<void> {
  if (pending.length === 0) return
  run.disableImmediate ||= pending.length > 1
  run.race ||= everyStep || pending.some((op) => op.opts.parallelMode === "race")
  await unit.sql.query(
    "update engine.runs set plain = false, disable_immediate = $2, race = $3 where id = $1",
    [run.id, run.disableImmediate, run.race],
  )
}

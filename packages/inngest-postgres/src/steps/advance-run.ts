import type { EngineContext } from "../engine-context"
import { momentParameter, momentSql, readMoment } from "../protocol/duration"
import type { Op } from "../protocol/op"
import { keptOpts } from "../protocol/op"
import type { HeldJob } from "../queue/held-job"
import { deleteJob, stillHeld } from "../queue/lease"
import { runUnit, type Unit } from "../queue/unit"
import { type LockedRun, lockRun } from "../runs/lock-run"
import { loadRuns } from "../runs/run-state"
import { followUp } from "./follow-up"
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
    for (const op of pending) await insertPending(unit, run, op)
    await noteShape(unit, run, pending, everyStep)
    await deleteJob(unit.sql, job.id)
    // A completion that met this discovery call in flight asks for one more.
    const due = job.stepId !== null || memos.length > 0 || lease.again
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

async function insertPending(unit: Unit, run: LockedRun, op: Op): Promise<void> {
  const status = { StepPlanned: "planned", Sleep: "sleeping", WaitForEvent: "waiting" }[op.op] ?? "planned"
  const { rows } = await unit.sql.query(
    `insert into engine.steps (run_id, id, op, status, name, opts) values ($1, $2, $3, $4, $5, $6)
     on conflict (run_id, id) do update set status = excluded.status where steps.seq is null
     returning id`,
    [run.id, op.id, op.op, status, op.displayName, keptOpts(op)],
  )
  if (rows.length === 0) return
  if (op.op === "StepPlanned") await insertStepJob(unit, run, op)
  if (op.op === "Sleep") await insertSleep(unit, run, op)
  if (op.op === "WaitForEvent") await insertEventWait(unit, run, op)
}

async function insertStepJob(unit: Unit, run: LockedRun, op: Op): Promise<void> {
  await unit.sql.query(
    `insert into engine.jobs (run_id, function_id, step_id, disable_immediate, sort_at, key1, limit1, key2, limit2)
     select id, function_id, $2, true, sort_at, key1, limit1, key2, limit2 from engine.runs where id = $1
     on conflict (run_id, step_id) where step_id is not null do nothing`,
    [run.id, op.id],
  )
  unit.queued = true
}

async function insertSleep(unit: Unit, run: LockedRun, op: Op): Promise<void> {
  const moment = readMoment(op.name)
  await unit.sql.query(
    `insert into engine.waits (run_id, step_id, kind, fires_at) values ($1, $2, 'sleep', ${momentSql(moment, 3)})
     on conflict (run_id, step_id) do nothing`,
    [run.id, op.id, momentParameter(moment)],
  )
  unit.dueInMs = Math.min(unit.dueInMs, "at" in moment ? Date.parse(moment.at) - Date.now() : moment.afterMs)
}

async function insertEventWait(unit: Unit, run: LockedRun, op: Op): Promise<void> {
  const moment = readMoment(typeof op.opts.timeout === "string" ? op.opts.timeout : "")
  await unit.sql.query(
    `insert into engine.waits (run_id, step_id, kind, event_name, expression, fires_at)
     values ($1, $2, 'event', $3, $4, ${momentSql(moment, 5)})
     on conflict (run_id, step_id) do nothing`,
    [run.id, op.id, op.name, typeof op.opts.if === "string" ? op.opts.if : null, momentParameter(moment)],
  )
  unit.dueInMs = Math.min(unit.dueInMs, "at" in moment ? Date.parse(moment.at) - Date.now() : moment.afterMs)
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

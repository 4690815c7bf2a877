import type { EngineContext } from "../engine-context"
import { canonicalJson } from "../protocol/canonical-json"
import type { Failure } from "../protocol/failure"
import type { HeldJob } from "../queue/held-job"
import { deleteJob, stillHeld } from "../queue/lease"
import { runUnit } from "../queue/unit"
import { insertMemos, type Memo, memoParameters, memoSql } from "../steps/memo"
import { endRun } from "./end-run"
import { lockRun } from "./lock-run"

export type Ending = { status: "completed"; output: unknown } | { status: "failed"; failure: Failure }

/** Ends a run: its memos, its result, the events and runs that follow from it, in one commit. */
export async function finishRun(
  context: EngineContext,
  job: HeldJob,
  memos: readonly Memo[],
  ending: Ending,
): Promise<null> {
  const nobodyListens = !context.registry.listensTo("inngest/function.finished")
  if (ending.status === "completed" && job.run.plain && job.run.parentRunId === null && nobodyListens) {
    if (await finishAtOnce(context, job, memos, canonicalJson(ending.output))) return null
  }
  return runUnit(context, async (unit) => {
    const run = await lockRun(unit.sql, job.run.id)
    if (!run || !(await stillHeld(unit.sql, context, job))) return null
    await insertMemos(unit.sql, run.id, memos)
    if (ending.status === "failed") {
      await unit.sql.query(
        "insert into engine.failures (run_id, step_id, attempt, error) values ($1, $2, $3, $4)",
        [run.id, job.stepId, job.attempt, canonicalJson(ending.failure)],
      )
    }
    if (run.active) await endRun(unit, context, run, ending)
    else await deleteJob(unit.sql, job.id)
    return null
  })
}

/** A run of plain steps that nobody waits for ends in one statement. False when it was not as simple. */
async function finishAtOnce(
  context: EngineContext,
  job: HeldJob,
  memos: readonly Memo[],
  output: string,
): Promise<boolean> {
  const { rows } = await context.db.query(
    `with held as (
       delete from engine.jobs where id = $1 and owner = $2 and fence = $3
         and not exists (select 1 from engine.waits w where w.event_name = 'inngest/function.finished')
       returning run_id
     ), memo as (${memoSql(5)}
     )
     update engine.runs set status = 'completed', output = $4, ended_at = now()
     from held where runs.id = held.run_id and runs.status in ('queued', 'running')
     returning runs.id`,
    [job.id, context.owner, job.fence, output, ...memoParameters(memos)],
  )
  return rows.length > 0
}

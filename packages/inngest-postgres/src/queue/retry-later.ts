import type { EngineContext } from "../engine-context"
import { canonicalJson } from "../protocol/canonical-json"
import type { Failure } from "../protocol/failure"
import { keptOpts, type Op } from "../protocol/op"
import { lockRun } from "../runs/lock-run"
import { insertMemos, type Memo } from "../steps/memo"
import type { HeldJob } from "./held-job"
import { stillHeld } from "./lease"
import { runUnit } from "./unit"

/** Puts a failed call off: the same call again, one attempt later, after `delayMs`. */
export async function retryLater(
  context: EngineContext,
  job: HeldJob,
  memos: readonly Memo[],
  failure: Failure,
  step: Op | null,
  delayMs: number,
): Promise<null> {
  return runUnit(context, async (unit) => {
    const run = await lockRun(unit.sql, job.run.id)
    if (!run || !(await stillHeld(unit.sql, context, job))) return null
    await insertMemos(unit.sql, run.id, memos)
    if (step) {
      await unit.sql.query(
        `insert into engine.steps (run_id, id, op, status, name, opts, attempts)
         values ($1, $2, 'StepError', 'retrying', $3, $4, $5)
         on conflict (run_id, id) do update set attempts = excluded.attempts where steps.seq is null`,
        [run.id, step.id, step.displayName, keptOpts(step), job.attempt + 1],
      )
    }
    await unit.sql.query(
      "insert into engine.failures (run_id, step_id, attempt, error) values ($1, $2, $3, $4)",
      [run.id, step?.id ?? job.stepId, job.attempt, canonicalJson(failure)],
    )
    await unit.sql.query(
      `update engine.jobs set owner = null, lease_until = null, fence = fence + 1, attempt = attempt + 1, lost = 0,
         ready = false, run_at = now() + $2::float8 * interval '1 millisecond' where id = $1`,
      [job.id, delayMs],
    )
    unit.dueInMs = Math.min(unit.dueInMs, delayMs)
    return null
  })
}

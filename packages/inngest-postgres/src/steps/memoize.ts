import type { EngineContext } from "../engine-context"
import type { HeldJob } from "../queue/held-job"
import { type Memo, memoParameters, memoSql } from "./memo"

/**
 * Stores memos of a run of plain steps and keeps the lease for its next call, in one statement.
 * Null when the lease was lost: nothing was stored.
 */
export async function memoizeAndContinue(
  context: EngineContext,
  job: HeldJob,
  memos: readonly Memo[],
): Promise<HeldJob | null> {
  const { rows } = await context.db.query<{ run_id: string }>(
    `with held as (
       update engine.jobs set fence = fence + 1, attempt = 0, lost = 0,
         lease_until = now() + $4::float8 * interval '1 millisecond'
       where id = $1 and owner = $2 and fence = $3 returning run_id
     ), memo as (${memoSql(5)})
     select run_id from held
     union all
     -- The same answer, stored by an earlier try whose reply was lost on the way.
     select run_id from engine.jobs where id = $1 and owner = $2 and fence = $3 + 1`,
    [job.id, context.owner, job.fence, context.leaseMs, ...memoParameters(memos)],
  )
  return rows.length > 0 ? { ...job, fence: job.fence + 1, attempt: 0, disableImmediate: false } : null
}

/**
 * Stores memos while their call goes on (checkpointing). False when the lease the call was made under is
 * lost or the run was cancelled: nothing was stored, and the SDK is to stop.
 */
export async function checkpoint(
  context: EngineContext,
  runId: string,
  job: { id: string; fence: number },
  memos: readonly Memo[],
): Promise<boolean> {
  const { rows } = await context.db.query<{ run_id: string }>(
    `with held as (
       select run_id from engine.jobs where id = $1 and fence = $2 and run_id = $3 and owner is not null
       for update
     ), progressed as (
       update engine.jobs set lost = 0 where id = $1 and lost > 0 and exists (select 1 from held)
     ), memo as (${memoSql(4)})
     select run_id from held`,
    [job.id, job.fence, runId, ...memoParameters(memos)],
  )
  return rows.length > 0
}

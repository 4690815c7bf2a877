import type { EngineContext } from "../engine-context"
import type { HeldJob } from "../queue/held-job"
import type { Sql } from "../sql"
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

/** Steps that ran in a call that goes on, under the lease that the call was made under. */
export interface Checkpoint {
  readonly runId: string
  readonly job: { readonly id: string; readonly fence: number }
  readonly memos: readonly Memo[]
}

/**
 * Stores the memos of several calls while they go on (checkpointing), in one statement. Each answer is false when that
 * call's lease is lost or its run was cancelled: nothing of it was stored, and the SDK is to stop.
 */
export async function storeCheckpoints(sql: Sql, calls: readonly Checkpoint[]): Promise<boolean[]> {
  const memos = calls.flatMap((call, index) => call.memos.map((memo) => ({ ...memo, call: index + 1 })))
  const { rows } = await sql.query<{ call: number }>(
    `with calls as (
       select * from unnest($1::int8[], $2::int[], $3::text[]) with ordinality as c(job_id, fence, run_id, call)
     ), held as (
       select jobs.id, jobs.run_id, calls.call::int from calls
       join engine.jobs on jobs.id = calls.job_id and jobs.fence = calls.fence and jobs.run_id = calls.run_id
       where jobs.owner is not null
       order by jobs.id for update of jobs
     ), progressed as (
       update engine.jobs set lost = 0 from held where jobs.id = held.id and jobs.lost > 0
     ), memo as (${memoSql(4, "several calls")})
     select call from held`,
    [
      calls.map(({ job }) => job.id),
      calls.map(({ job }) => job.fence),
      calls.map(({ runId }) => runId),
      memos.map(({ call }) => call),
      ...memoParameters(memos),
    ],
  )
  const stored = new Set(rows.map(({ call }) => call))
  return calls.map((_, index) => stored.has(index + 1))
}

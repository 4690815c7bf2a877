import type { EngineContext } from "../engine-context"
import type { Sql } from "../sql"
import type { HeldJob } from "./held-job"

/** Whether this process still holds the lease of a job, locking the row if so. The run must be locked first. */
export async function stillHeld(
  sql: Sql,
  context: EngineContext,
  job: HeldJob,
): Promise<{ again: boolean } | null> {
  const { rows } = await sql.query<{ again: boolean }>(
    "select again from engine.jobs where id = $1 and owner = $2 and fence = $3 for update",
    [job.id, context.owner, job.fence],
  )
  return rows[0] ?? null
}

export async function deleteJob(sql: Sql, jobId: string): Promise<void> {
  await sql.query("delete from engine.jobs where id = $1", [jobId])
}

/** Ends the lease of a job before its call was made; others may make it, after a pause. */
export async function giveBack(context: EngineContext, job: HeldJob, pauseMs = 0): Promise<void> {
  await context.db
    .query(
      `update engine.jobs set owner = null, lease_until = null, ready = $4::float8 <= 0,
         run_at = case when $4 > 0 then now() + $4 * interval '1 millisecond' else run_at end
       where id = $1 and owner = $2 and fence = $3`,
      [job.id, context.owner, job.fence, pauseMs],
    )
    .catch((error: unknown) =>
      context.log.warn({ err: error }, "A lease could not be given back; it will end by itself."),
    )
}

/** Extends the leases of jobs being worked on. Returns the ids that are still held. */
export async function renewLeases(context: EngineContext, jobIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await context.db.query<{ id: string }>(
    `update engine.jobs set lease_until = now() + $3::float8 * interval '1 millisecond'
     where id = any($1::bigint[]) and owner = $2 returning id::text`,
    [jobIds, context.owner, context.leaseMs],
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * Sets a job free whose process is gone. After five such ends without progress it may be the job that ends them, so
 * it waits before it is tried again, up to a minute, and the others go on meanwhile.
 */
export const SET_FREE = `owner = null, lease_until = null, lost = lost + 1, ready = lost < 5,
  run_at = case when lost < 5 then run_at else now() + least(60, power(2, lost - 5)) * interval '1 second' end`

/**
 * Gives back to the queue the jobs of owners whose lease ended, of owners known to be dead, and of this
 * process that it is not working on (the reply to a commit was lost).
 * @returns how many there were
 */
export async function releaseLostLeases(
  context: EngineContext,
  deadOwners: readonly string[],
  working: readonly string[],
): Promise<number> {
  const { rows } = await context.db.query(
    `update engine.jobs set ${SET_FREE}
     where owner is not null and (
       lease_until < now() or owner = any($1::text[])
       or (owner = $2 and id <> all($3::bigint[]) and lease_until < now() + $4::float8 * interval '1 millisecond'))
     returning id`,
    [deadOwners, context.owner, working, context.leaseMs * 0.6],
  )
  return rows.length
}

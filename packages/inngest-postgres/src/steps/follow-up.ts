import type { Unit } from "../queue/unit"
import type { LockedRun } from "../runs/lock-run"

/**
 * After something of a run was completed: writes the next discovery call when one is due, that is when
 * nothing is pending any more, or, in race mode, after every completion. The run must be locked.
 * @param owner the process to lease the job to, or null to leave it to any worker
 * @returns the job's id and whether immediate execution is off, when it was leased to `owner`
 */
export async function followUp(
  unit: Unit,
  run: LockedRun,
  owner: { id: string; leaseMs: number } | null,
): Promise<{ jobId: string; disableImmediate: boolean } | null> {
  const { rows } = await unit.sql.query<{ pending: number }>(
    "select count(*)::int as pending from engine.steps where run_id = $1 and seq is null and status <> 'retrying'",
    [run.id],
  )
  const pending = rows[0]?.pending ?? 0
  if (pending > 0 && !run.race) return null
  // Where nothing is pending, nothing could be taken for a step that is left to run: the SDK may go on as from the start.
  if (pending === 0 && run.disableImmediate) {
    await unit.sql.query("update engine.runs set disable_immediate = false where id = $1", [run.id])
    run.disableImmediate = false
  }
  const { disableImmediate } = run
  const inserted = await unit.sql.query<{ id: string; fresh: boolean }>(
    `insert into engine.jobs (run_id, function_id, disable_immediate, sort_at, key1, limit1, key2, limit2,
       owner, fence, lease_until)
     select id, function_id, $2, sort_at, key1, limit1, key2, limit2, $3::text,
       case when $3::text is null then 0 else 1 end,
       case when $3::text is not null then now() + $4::float8 * interval '1 millisecond' end
     from engine.runs where id = $1
     on conflict (run_id) where step_id is null do update set again = jobs.owner is not null
     returning id::text, xmax = 0 as fresh`,
    [run.id, disableImmediate, owner?.id ?? null, owner?.leaseMs ?? 0],
  )
  const job = inserted.rows[0]
  if (owner && job?.fresh) return { jobId: job.id, disableImmediate }
  unit.queued = true
  return null
}

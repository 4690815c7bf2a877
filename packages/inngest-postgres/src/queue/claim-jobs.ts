import type { EngineContext } from "../engine-context"
import { loadRuns } from "../runs/run-state"
import type { Sql } from "../sql"
import type { HeldJob } from "./held-job"

interface ClaimedRow {
  id: string
  run_id: string
  step_id: string | null
  attempt: number
  fence: number
  disable_immediate: boolean
}

/** An arbitrary constant: whoever counts executing calls against a limit takes this lock first. */
const LIMIT_LOCK = 7_340_221_906

export interface Claimed {
  readonly jobs: HeldJob[]
  /** Whether jobs may be left that only wait for a slot, or for another of their limit to end. */
  readonly more: boolean
}

/** Takes the leases of up to `count` jobs that are ready, oldest run first, and loads what their calls need. */
export async function claimJobs(context: EngineContext, count: number): Promise<Claimed> {
  const rows = await claimFree(context, count)
  let more = rows.length === count
  if (!more && (await anyLimited(context))) {
    rows.push(...(await claimLimited(context, count - rows.length)))
    more = true
  }
  return { jobs: await withRuns(context, rows), more }
}

async function withRuns(context: EngineContext, rows: readonly ClaimedRow[]): Promise<HeldJob[]> {
  if (rows.length === 0) return []
  // A later statement on purpose: a snapshot from before the claim could miss the newest memo.
  const runs = await loadRuns(context.db, [...new Set(rows.map((row) => row.run_id))])
  return rows.flatMap((row) => {
    const run = runs.get(row.run_id)
    if (!run) return []
    const copy = { ...run, steps: new Map(run.steps), stack: [...run.stack] }
    return {
      id: row.id,
      fence: row.fence,
      stepId: row.step_id,
      attempt: row.attempt,
      disableImmediate: row.disable_immediate,
      run: copy,
    }
  })
}

const LEASE = `
  taken as (
    update engine.jobs j set owner = $1, fence = j.fence + 1,
      lease_until = now() + $2::float8 * interval '1 millisecond'
    from chosen where j.id = chosen.id
    returning j.id, j.run_id, j.step_id, j.attempt, j.fence, j.disable_immediate, j.sort_at
  ), begun as (
    update engine.runs r set status = 'running', started_at = now()
    from taken where r.id = taken.run_id and r.status = 'queued'
  )
  select id::text, run_id, step_id, attempt, fence, disable_immediate from taken order by sort_at, id`

async function claimFree(context: EngineContext, count: number): Promise<ClaimedRow[]> {
  const { rows } = await context.db.query<ClaimedRow>(
    `with chosen as (
       select id from engine.jobs where ready and owner is null and key1 is null
       order by sort_at, id limit $3 for update skip locked
     ), ${LEASE}`,
    [context.owner, context.leaseMs, count],
  )
  return rows
}

async function anyLimited(context: EngineContext): Promise<boolean> {
  const { rows } = await context.db.query(
    "select 1 from engine.jobs where ready and owner is null and key1 is not null limit 1",
  )
  return rows.length > 0
}

/** Jobs with concurrency limits: claimed one process at a time, so that the count is the truth. */
async function claimLimited(context: EngineContext, count: number): Promise<ClaimedRow[]> {
  return context.db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1::bigint)", [LIMIT_LOCK])
    const chosen = await chooseWithinLimits(tx, count)
    if (chosen.length === 0) return []
    const { rows } = await tx.query<ClaimedRow>(
      `with chosen as (select unnest($3::bigint[]) as id), ${LEASE}`,
      [context.owner, context.leaseMs, chosen],
    )
    return rows
  })
}

interface Candidate {
  id: string
  key1: string
  key2: string
  free1: number
  free2: number
}

async function chooseWithinLimits(tx: Sql, count: number): Promise<string[]> {
  // A lane is a pair of keys. Walking the index from lane to lane costs by lanes, not by jobs that wait.
  const { rows } = await tx.query<Candidate>(
    `with recursive lanes as (
       (select key1, key2, limit1, limit2 from engine.jobs where ready and owner is null and key1 is not null
        order by key1, key2 limit 1)
       union all
       select next.* from lanes, lateral (
         select key1, key2, limit1, limit2 from engine.jobs j
         where ready and owner is null and key1 is not null and (j.key1, j.key2) > (lanes.key1, lanes.key2)
         order by key1, key2 limit 1) next
     ), room as (
       select key1, key2, limit1 - ${runningSql("key1")} as free1,
         case when key2 = '' then 2147483647 else limit2 - ${runningSql("key2")} end as free2
       from lanes
     )
     select waiting.id::text, room.key1, room.key2, room.free1::int as free1, room.free2::int as free2
     from room, lateral (
       select id, sort_at from engine.jobs j
       where ready and owner is null and j.key1 = room.key1 and j.key2 = room.key2
       order by sort_at, id limit least(room.free1, room.free2, $1)) waiting
     where room.free1 > 0 and room.free2 > 0
     order by waiting.sort_at, waiting.id limit $1`,
    [count],
  )
  return withinSharedLimits(rows)
}

function runningSql(column: "key1" | "key2"): string {
  return `((select count(*) from engine.jobs r where r.owner is not null and r.key1 = lanes.${column})
    + (select count(*) from engine.jobs r where r.owner is not null and r.key2 <> '' and r.key2 = lanes.${column}))`
}

/** Two lanes can share one of their keys: its room is counted down across them. */
function withinSharedLimits(candidates: readonly Candidate[]): string[] {
  const used = new Map<string, number>()
  const take = (key: string) => used.set(key, (used.get(key) ?? 0) + 1)
  return candidates
    .filter(({ key1, key2, free1, free2 }) => {
      if ((used.get(key1) ?? 0) >= free1 || (key2 !== "" && (used.get(key2) ?? 0) >= free2)) return false
      take(key1)
      if (key2 !== "" && key2 !== key1) take(key2)
      return true
    })
    .map((candidate) => candidate.id)
}

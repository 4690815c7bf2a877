import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import type { HeldJob } from "../queue/held-job"
import type { Unit } from "../queue/unit"
import type { Sql } from "../sql"
import type { WantedRun } from "./wanted-run"

/** What came of an attempt to store events together with their runs in one statement. */
export interface InsertedRuns {
  /** False when somebody waits for one of the events: nothing was stored. */
  open: boolean
  /** Jobs by run id; runs that a dedupe key ruled out are absent. */
  jobs: Map<string, string>
}

/**
 * Stores events and the runs they start, with one job each, in one statement and so in one commit.
 * An event id that is already known stores nothing of that event. With `unlessAwaited`, nothing at all is
 * stored when any run waits for an event of one of these names: that takes a transaction of its own.
 * @param leased ids of the runs whose job is to be this process's at once
 */
export async function insertEventsAndRuns(
  sql: Sql,
  context: EngineContext,
  events: readonly NewEvent[],
  wanted: readonly WantedRun[],
  leased: ReadonlySet<string>,
  unlessAwaited: boolean,
): Promise<InsertedRuns> {
  const unique = withoutRepeatedKeys(wanted)
  const { rows } = await sql.query<{ open: boolean; job_id: string | null; run_id: string | null }>(
    `with incoming as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t(id, name, caller_id, payload)
     ), gate as (
       select not ($5::boolean and exists (
         select 1 from engine.waits w where w.event_name in (select name from incoming))) as open
     ), stored as (
       insert into engine.events (id, name, caller_id, payload)
       select id, name, caller_id, payload from incoming, gate where gate.open
       on conflict (id) do nothing
       returning id
     ), wanted as (
       select t.*, string_to_array(t.ids, ',') as event_ids
       from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
         $13::int[], $14::text[], $15::int[], $16::text[], $17::text[], $18::text[], $19::float8[], $20::boolean[], $23::boolean[],
         $24::float8[], $25::text[])
         as t(run_id, function_id, event_name, ids, origin, dedupe_key, key1, limit1, key2, limit2,
              parent_run_id, parent_step_id, replay_of, delay_ms, leased, plain,
              ahead_ms, singleton_key), gate
       where gate.open and (split_part(t.ids, ',', 1) in (select id from stored)
         or split_part(t.ids, ',', 1) not in (select id from incoming))
     ), keyed as (
       insert into engine.run_keys (function_id, key, run_id, expires_at)
       select function_id, dedupe_key, run_id, now() + interval '24 hours' from wanted where dedupe_key is not null
       on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
         where run_keys.expires_at <= now()
       returning run_id
     ), made as (
       insert into engine.runs (id, function_id, status, origin, event_name, event_ids, key1, limit1, key2, limit2,
         plain, parent_run_id, parent_step_id, replay_of, started_at, sort_at, singleton_key)
       select run_id, function_id, case when leased then 'running' else 'queued' end, origin, event_name, event_ids,
         key1, limit1, key2, limit2, plain, parent_run_id, parent_step_id, replay_of, case when leased then now() end,
         now() - ahead_ms * interval '1 millisecond', singleton_key
       from wanted where dedupe_key is null or run_id in (select run_id from keyed)
       returning id
     ), queued as (
       insert into engine.jobs (run_id, function_id, ready, run_at, sort_at, key1, limit1, key2, limit2,
         owner, fence, lease_until)
       select run_id, function_id, delay_ms <= 0, now() + delay_ms * interval '1 millisecond',
         now() - ahead_ms * interval '1 millisecond',
         key1, limit1, key2, limit2, case when leased then $21 end, case when leased then 1 else 0 end,
         case when leased then now() + $22::float8 * interval '1 millisecond' end
       from wanted where run_id in (select id from made)
       returning id, run_id
     )
     select gate.open, queued.id::text as job_id, queued.run_id from gate left join queued on true`,
    [
      events.map((event) => event.id),
      events.map((event) => event.name),
      events.map((event) => event.callerId),
      events.map((event) => event.payload),
      unlessAwaited,
      unique.map((run) => run.id),
      unique.map((run) => run.functionId),
      unique.map((run) => run.eventName),
      unique.map((run) => run.eventIds.join(",")),
      unique.map((run) => run.origin),
      unique.map((run) => run.dedupeKey),
      unique.map((run) => run.key1),
      unique.map((run) => run.limit1),
      unique.map((run) => run.key2),
      unique.map((run) => run.limit2),
      unique.map((run) => run.parentRunId),
      unique.map((run) => run.parentStepId),
      unique.map((run) => run.replayOf),
      unique.map((run) => run.delayMs),
      unique.map((run) => leased.has(run.id)),
      context.owner,
      context.leaseMs,
      unique.map((run) => run.plain),
      unique.map((run) => run.aheadMs),
      unique.map((run) => run.singletonKey),
    ],
  )
  const jobs = new Map<string, string>()
  for (const row of rows) if (row.run_id && row.job_id) jobs.set(row.run_id, row.job_id)
  return { open: rows[0]?.open ?? true, jobs }
}

/** Notes in `unit` what the inserted runs leave to do after the commit. */
export function noteRuns(
  unit: Omit<Unit, "sql">,
  wanted: readonly WantedRun[],
  inserted: InsertedRuns,
  leased: ReadonlySet<string>,
): void {
  for (const run of wanted) {
    const jobId = inserted.jobs.get(run.id)
    if (!jobId) continue
    if (leased.has(run.id)) unit.leased.push(firstJob(run, jobId))
    else if (run.delayMs > 0) unit.dueInMs = Math.min(unit.dueInMs, run.delayMs)
    else unit.queued = true
  }
}

function firstJob(run: WantedRun, jobId: string): HeldJob {
  return {
    id: jobId,
    fence: 1,
    stepId: null,
    attempt: 0,
    disableImmediate: false,
    run: {
      id: run.id,
      functionId: run.functionId,
      events: run.events,
      steps: new Map(),
      stack: [],
      bytes: 0,
      plain: run.plain,
      parentRunId: run.parentRunId,
    },
  }
}

/** One statement may not meet the same key twice; the first run of a key is the one that counts. */
function withoutRepeatedKeys(wanted: readonly WantedRun[]): WantedRun[] {
  const seen = new Set<string>()
  return wanted.filter((run) => {
    if (!run.dedupeKey) return true
    const key = `${run.functionId} ${run.dedupeKey}`
    return !seen.has(key) && seen.add(key)
  })
}

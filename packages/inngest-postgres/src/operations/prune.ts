import type { SqlDatabase } from "../sql"

const BATCH = 500

/** Shorter would forget the ids and idempotency keys by which what comes twice is known for a day. */
export const SHORTEST_RETENTION_MS = 24 * 60 * 60_000

/**
 * Deletes what ended longer ago than `retentionMs`: runs with their steps and failed attempts, then events that no
 * run needs any more, and what flow control remembers of periods that are over. In small transactions; several
 * processes may do it at once.
 * @returns how many runs and events there were
 */
export async function prune(db: SqlDatabase, retentionMs: number): Promise<{ runs: number; events: number }> {
  const deleted = { runs: 0, events: 0 }
  for (let more = true; more; ) {
    const runs = await deleteRuns(db, retentionMs)
    deleted.runs += runs
    more = runs === BATCH
  }
  for (let more = true; more; ) {
    const events = await deleteEvents(db, retentionMs)
    deleted.events += events
    more = events === BATCH
  }
  for (const sql of FORGOTTEN) await db.query(sql)
  return deleted
}

async function deleteRuns(db: SqlDatabase, retentionMs: number): Promise<number> {
  const { rows } = await db.query(
    `with old as (
       select id from engine.runs where ended_at < now() - $1::float8 * interval '1 millisecond'
       limit ${BATCH} for update skip locked
     ), steps as (
       delete from engine.steps where run_id in (select id from old)
     ), failures as (
       delete from engine.failures where run_id in (select id from old)
     )
     delete from engine.runs where id in (select id from old) returning id`,
    [retentionMs],
  )
  return rows.length
}

async function deleteEvents(db: SqlDatabase, retentionMs: number): Promise<number> {
  const { rows } = await db.query(
    `with old as (
       select id from engine.events e where received_at < now() - $1::float8 * interval '1 millisecond'
         and not exists (select 1 from engine.runs r where r.event_ids[1] = e.id)
         and not exists (
           select 1 from engine.runs r where cardinality(r.event_ids) > 1 and r.event_ids @> array[e.id])
         and not exists (select 1 from engine.debounces d where d.event_id = e.id)
         and not exists (select 1 from engine.batches b where e.id = any(b.event_ids))
       limit ${BATCH} for update skip locked
     )
     delete from engine.events where id in (select id from old) returning id`,
    [retentionMs],
  )
  return rows.length
}

const FORGOTTEN = [
  "delete from engine.run_keys where expires_at < now()",
  "delete from engine.throttles where next_at < now() - interval '1 day'",
  "delete from engine.rate_limits where hits[cardinality(hits)] < now() - interval '1 day'",
  "delete from engine.processes where seen_at < now() - interval '1 day'",
]

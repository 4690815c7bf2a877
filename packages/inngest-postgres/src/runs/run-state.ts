import type { Sql } from "../sql"

/** A run as an executor needs it: its events and what it remembers, as JSON text ready to be sent. */
export interface RunState {
  id: string
  functionId: string
  /** The events that started it, canonical JSON each. */
  events: string[]
  /** Step id → the memo a function is given for it. */
  steps: Map<string, string>
  /** Memoized step ids in the order in which they were completed. */
  stack: string[]
  /** Of all those memos together. */
  bytes: number
  /** True while nothing but plain steps has happened: no other job or wait can exist for the run. */
  plain: boolean
  parentRunId: string | null
}

/** Loads runs with their events and memos, all as of now: never from before a claim. */
export async function loadRuns(sql: Sql, runIds: readonly string[]): Promise<Map<string, RunState>> {
  const runs = new Map<string, RunState>()
  const found = await sql.query<{
    id: string
    function_id: string
    plain: boolean
    parent_run_id: string | null
    event_ids: string[]
  }>("select id, function_id, plain, parent_run_id, event_ids from engine.runs where id = any($1::text[])", [
    runIds,
  ])
  const events = await sql.query<{ id: string; payload: string }>(
    "select id, payload from engine.events where id = any($1::text[])",
    [[...new Set(found.rows.flatMap((row) => row.event_ids))]],
  )
  const payloads = new Map(events.rows.map((row) => [row.id, row.payload]))
  for (const row of found.rows) {
    runs.set(row.id, {
      id: row.id,
      functionId: row.function_id,
      events: row.event_ids.flatMap((id) => payloads.get(id) ?? []),
      steps: new Map(),
      stack: [],
      bytes: 0,
      plain: row.plain,
      parentRunId: row.parent_run_id,
    })
  }
  const steps = await sql.query<{ run_id: string; id: string; output: string }>(
    "select run_id, id, output from engine.steps where run_id = any($1::text[]) and seq is not null order by seq",
    [runIds],
  )
  for (const row of steps.rows) {
    const run = runs.get(row.run_id)
    if (run) remember(run, [row])
  }
  return runs
}

/** Adds steps that have been memoized, as loading the run again would. */
export function remember(run: RunState, memos: readonly { id: string; output: string }[]): void {
  for (const { id, output } of memos) {
    if (run.steps.has(id)) continue
    run.steps.set(id, output)
    run.stack.push(id)
    run.bytes += Buffer.byteLength(output)
  }
}

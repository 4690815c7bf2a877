import type { Sql } from "../sql"

/** Takes a key of a function for 24 hours. False when a run has it already. */
export async function takeRunKey(sql: Sql, functionId: string, key: string, runId: string): Promise<boolean> {
  const { rows } = await sql.query(
    `insert into engine.run_keys (function_id, key, run_id, expires_at)
     values ($1, $2, $3, now() + interval '24 hours')
     on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
       where run_keys.expires_at <= now()
     returning key`,
    [functionId, key, runId],
  )
  return rows.length > 0
}

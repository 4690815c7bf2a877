import type { Sql } from "../sql"

export interface LockedRun {
  id: string
  functionId: string
  active: boolean
  disableImmediate: boolean
  race: boolean
  parentRunId: string | null
  parentStepId: string | null
}

/**
 * Locks a run for the rest of the transaction. Whoever changes a run takes this lock first and a job's
 * lock after it, never the other way round. Null when there is no such run.
 */
export async function lockRun(sql: Sql, runId: string): Promise<LockedRun | null> {
  const { rows } = await sql.query<{
    function_id: string
    status: string
    disable_immediate: boolean
    race: boolean
    parent_run_id: string | null
    parent_step_id: string | null
  }>(
    `select function_id, status, disable_immediate, race, parent_run_id, parent_step_id
     from engine.runs where id = $1 for no key update`,
    [runId],
  )
  const row = rows[0]
  if (!row) return null
  return {
    id: runId,
    functionId: row.function_id,
    active: row.status === "queued" || row.status === "running",
    disableImmediate: row.disable_immediate,
    race: row.race,
    parentRunId: row.parent_run_id,
    parentStepId: row.parent_step_id,
  }
}

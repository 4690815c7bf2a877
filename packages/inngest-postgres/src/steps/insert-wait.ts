import type { FieldMatch } from "../expressions/field-match"
import { momentFromNowMs, momentParameter, momentSql, readMoment } from "../protocol/duration"
import type { Unit } from "../queue/unit"

/** Stores what a pending step waits for. False when another step waits for the same signal already. */
export async function insertWait(
  unit: Unit,
  runId: string,
  stepId: string,
  wait: {
    kind: string
    until: string
    eventName?: string
    expression?: string | null
    match?: FieldMatch
    signal?: string
  },
): Promise<boolean> {
  const moment = readMoment(wait.until)
  const { rows } = await unit.sql.query(
    `insert into engine.waits (run_id, step_id, kind, event_name, expression, match_path, match_key, signal, fires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, ${momentSql(moment, 9)})
     on conflict do nothing returning run_id`,
    [
      runId,
      stepId,
      wait.kind,
      wait.eventName ?? null,
      wait.expression ?? null,
      wait.match?.path ?? "",
      wait.match?.key ?? "",
      wait.signal ?? null,
      momentParameter(moment),
    ],
  )
  unit.dueInMs = Math.min(unit.dueInMs, momentFromNowMs(moment))
  return rows.length > 0
}

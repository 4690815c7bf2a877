import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import type { FunctionConfig } from "../functions/function-config"
import type { Unit } from "../queue/unit"
import { cancelWithin } from "../runs/cancel-run"
import { flowKey } from "./flow-key"

/**
 * The singleton key a new run may take, having cancelled the run that held it when the mode says so. Null
 * when the run is to be skipped.
 */
export async function singletonKeyFor(
  unit: Unit,
  context: EngineContext,
  config: FunctionConfig,
  event: NewEvent,
): Promise<string | null> {
  const rule = config.flow.singleton
  if (!rule) return null
  const key = flowKey(rule.key, event)
  await unit.sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${config.id} ${key}`])
  const { rows } = await unit.sql.query<{ id: string }>(
    `select id from engine.runs where function_id = $1 and singleton_key = $2 and status in ('queued', 'running')`,
    [config.id, key],
  )
  if (rows.length > 0 && rule.mode === "skip") return null
  for (const row of rows) await cancelWithin(unit, context, row.id)
  return key
}

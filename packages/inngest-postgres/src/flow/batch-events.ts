import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import { loadEvents } from "../events/load-events"
import type { FunctionConfig } from "../functions/function-config"
import { runUnit, type Unit } from "../queue/unit"
import { startRun } from "../runs/plan-runs"
import { flowKey } from "./flow-key"

/** Adds an event to the batch it belongs to, and starts the run when that fills it. */
export async function batchEvent(
  unit: Unit,
  context: EngineContext,
  config: FunctionConfig,
  event: NewEvent,
): Promise<void> {
  const rule = config.flow.batch
  if (!rule) return
  const key = flowKey(rule.key, event)
  const { rows } = await unit.sql.query<{ event_ids: string[] }>(
    `insert into engine.batches as b (function_id, key, event_ids, closes_at)
     values ($1, $2, array[$3], now() + $4::float8 * interval '1 millisecond')
     on conflict (function_id, key) do update set event_ids = b.event_ids || excluded.event_ids
     returning event_ids`,
    [config.id, key, event.id, rule.timeoutMs],
  )
  const eventIds = rows[0]?.event_ids ?? []
  unit.dueInMs = Math.min(unit.dueInMs, rule.timeoutMs)
  if (eventIds.length < rule.maxSize) return
  await unit.sql.query("delete from engine.batches where function_id = $1 and key = $2", [config.id, key])
  await startBatch(unit, context, config, eventIds)
}

/** Starts the runs of batches that have waited long enough. Returns how many were due. */
export async function closeBatches(context: EngineContext): Promise<number> {
  if (!context.registry.all().some((config) => config.flow.batch)) return 0
  return runUnit(context, async (unit) => {
    const { rows } = await unit.sql.query<{ function_id: string; event_ids: string[] }>(
      `delete from engine.batches where (function_id, key) in (
         select function_id, key from engine.batches
         where closes_at <= now() and function_id = any($1::text[]) limit 100 for update skip locked)
       returning function_id, event_ids`,
      [context.registry.all().map((config) => config.id)],
    )
    for (const row of rows) {
      const config = context.registry.get(row.function_id)
      if (config) await startBatch(unit, context, config, row.event_ids)
    }
    return rows.length
  })
}

async function startBatch(
  unit: Unit,
  context: EngineContext,
  config: FunctionConfig,
  eventIds: string[],
): Promise<void> {
  const [first] = await loadEvents(unit.sql, eventIds.slice(0, 1))
  if (first) await startRun(unit, context, config, first, { eventIds, dedupeKey: null })
}

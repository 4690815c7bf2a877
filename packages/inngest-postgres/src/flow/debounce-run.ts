import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import { loadEvents } from "../events/load-events"
import type { FunctionConfig } from "../functions/function-config"
import { runUnit, type Unit } from "../queue/unit"
import { startRun } from "../runs/plan-runs"
import { flowKey } from "./flow-key"

/** Puts a run off until no event of its key has come for a while; the last one is what it will be given. */
export async function debounceRun(unit: Unit, config: FunctionConfig, event: NewEvent): Promise<void> {
  const rule = config.flow.debounce
  if (!rule) return
  await unit.sql.query(
    `insert into engine.debounces as d (function_id, key, event_id, fires_at, deadline)
     values ($1, $2, $3, now() + $4::float8 * interval '1 millisecond', now() + $5::float8 * interval '1 millisecond')
     on conflict (function_id, key) do update set event_id = excluded.event_id,
       fires_at = least(excluded.fires_at, d.deadline)`,
    [config.id, flowKey(rule.key, event), event.id, rule.periodMs, rule.timeoutMs],
  )
  unit.dueInMs = Math.min(unit.dueInMs, rule.periodMs)
}

/** Starts the runs whose debounce is over. Returns how many were due. */
export async function fireDebounces(context: EngineContext): Promise<number> {
  if (!context.registry.all().some((config) => config.flow.debounce)) return 0
  return runUnit(context, async (unit) => {
    const { rows } = await unit.sql.query<{ function_id: string; event_id: string }>(
      `delete from engine.debounces where (function_id, key) in (
         select function_id, key from engine.debounces
         where fires_at <= now() and function_id = any($1::text[]) limit 100 for update skip locked)
       returning function_id, event_id`,
      [context.registry.all().map((config) => config.id)],
    )
    for (const row of rows) {
      const config = context.registry.get(row.function_id)
      const [event] = await loadEvents(unit.sql, [row.event_id])
      if (config && event) await startRun(unit, context, config, event, { dedupeKey: null })
    }
    return rows.length
  })
}

import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import { runUnit } from "../queue/unit"
import { startRun } from "./plan-runs"

/**
 * Starts a run that has ended again from the beginning, as a new run with the same events.
 * @returns the new run's id, or null when there is no such run or it has not ended
 * @throws Error when its function is no longer registered
 */
export async function replayRun(context: EngineContext, runId: string): Promise<string | null> {
  return runUnit(context, async (unit) => {
    const { rows } = await unit.sql.query<{
      function_id: string
      event_ids: string[]
      id: string
      name: string
      caller_id: string | null
      payload: string
    }>(
      `select r.function_id, r.event_ids, e.id, e.name, e.caller_id, e.payload
       from engine.runs r join engine.events e on e.id = r.event_ids[1]
       where r.id = $1 and r.status in ('completed', 'failed', 'cancelled')`,
      [runId],
    )
    const row = rows[0]
    if (!row) return null
    const config = context.registry.get(row.function_id)
    if (!config)
      throw new Error(`Function "${row.function_id}" is not registered: its run cannot be replayed.`)
    const value = JSON.parse(row.payload) as NewEvent["value"]
    const event = { id: row.id, callerId: row.caller_id, name: row.name, payload: row.payload, value }
    return startRun(unit, context, config, event, {
      eventIds: row.event_ids,
      origin: "replay",
      dedupeKey: null,
      replayOf: runId,
    })
  })
}

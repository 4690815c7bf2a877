import type { EngineContext } from "../engine-context"
import { canonicalJson } from "../protocol/canonical-json"
import { isObject } from "../protocol/op"

/**
 * Takes fields out of the data of the event that was sent with this id, for good: what a person has asked to be
 * forgotten. Runs that have ended keep their results; one that is run again gets the event without the fields.
 * Looks through all events: this is for rare use.
 * @returns false when there is no such event
 */
export async function redactEvent(
  context: EngineContext,
  callerId: string,
  fields: readonly string[],
): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; payload: string }>(
      "select id, payload from engine.events where caller_id = $1 for update",
      [callerId],
    )
    for (const { id, payload } of rows) {
      const event = JSON.parse(payload) as Record<string, unknown>
      const data = isObject(event.data) ? event.data : {}
      const kept = Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field)))
      await tx.query("update engine.events set payload = $2 where id = $1", [
        id,
        canonicalJson({ ...event, data: kept }),
      ])
    }
    return rows.length > 0
  })
}

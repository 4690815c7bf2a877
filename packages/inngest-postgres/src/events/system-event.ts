import { ulid } from "ulid"
import { type NewEvent, newEvent } from "./incoming-event"

/**
 * An event of the engine's own. `callerId` is what it is deduplicated by, for each function that it
 * triggers: a run's id for its ending, so that the ending is answered once.
 */
export function systemEvent(name: string, callerId: string | null, data: Record<string, unknown>): NewEvent {
  return newEvent({ id: ulid(), callerId, name, data, ts: Date.now() })
}

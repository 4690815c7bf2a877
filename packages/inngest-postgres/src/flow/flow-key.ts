import { createHash } from "node:crypto"
import type { NewEvent } from "../events/incoming-event"
import { keyOf } from "../expressions/evaluate"

/** The key a rule counts by: that of its expression for an event, hashed; empty when it has none. */
export function flowKey(expression: string | null, event: NewEvent): string {
  if (expression === null) return ""
  return createHash("sha1")
    .update(keyOf(expression, { event: event.value }))
    .digest("hex")
}

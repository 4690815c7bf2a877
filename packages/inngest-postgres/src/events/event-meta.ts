import { isObject } from "../protocol/op"

/** As on Inngest. */
const MOST_SESSIONS = 5

/**
 * An event's meta as it is stored. The SDK sends the sessions that a run hands on (`propagated_sessions`) beside those
 * that the event's sender named (`sessions`), and the server makes one of them: a name of the sender's own counts more,
 * null leaves one out, and null for them all leaves out all. What is over the limit is not handed on. Undefined when
 * nothing is left.
 */
export function eventMeta(raw: unknown): Record<string, unknown> | undefined {
  if (!isObject(raw)) return undefined
  const { sessions: named, propagated_sessions: propagated, ...meta } = raw
  const own = isObject(named) ? Object.entries(named) : []
  const inherited = named !== null && isObject(propagated) ? Object.entries(propagated) : []
  const sessions = new Map<string, unknown>()
  for (const [name, id] of own) if (id !== null) sessions.set(name, id)
  for (const [name, id] of inherited) {
    if (sessions.size < MOST_SESSIONS && !own.some(([taken]) => taken === name)) sessions.set(name, id)
  }
  const whole = sessions.size > 0 ? { ...meta, sessions: Object.fromEntries(sessions) } : meta
  return Object.keys(whole).length > 0 ? whole : undefined
}

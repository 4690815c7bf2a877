import { canonicalJson } from "../protocol/canonical-json"
import { isObject } from "../protocol/op"
import { eventIds } from "./event-id"
import { eventMeta } from "./event-meta"

/** An event on its way in: its own id, the caller's if there was one, and the text functions will be given. */
export interface NewEvent {
  id: string
  callerId: string | null
  name: string
  /** What functions see, for expressions. */
  value: { name: string; id: string; ts: number; data: Record<string, unknown> }
  /** `value` as canonical JSON. */
  payload: string
}

/** Thrown for an event nobody could accept; `status` is the HTTP answer. */
export class EventRefused extends Error {
  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message)
    this.name = "EventRefused"
  }
}

const MAX_EVENTS = 5000
/** The last moment a Date can name. */
const MAX_TIME_MS = 8.64e15
const MAX_EVENT_BYTES = 3 * 1024 * 1024

/**
 * Reads the body of `POST /e/:key`: one event or a list of them.
 * @throws EventRefused when one of them cannot be accepted; then none is
 */
export function readEvents(body: unknown, seed: string | null, nowMs: number): NewEvent[] {
  const list = Array.isArray(body) ? body : [body]
  if (list.length > MAX_EVENTS) {
    throw new EventRefused(
      413,
      `A request may carry ${MAX_EVENTS} events; this one has ${list.length}. Send them in parts.`,
    )
  }
  const ids = eventIds(list.length, seed, nowMs)
  return list.map((raw, index) => readEvent(raw, ids[index] ?? "", nowMs))
}

function readEvent(raw: unknown, id: string, nowMs: number): NewEvent {
  if (!isObject(raw)) throw new EventRefused(400, "An event must be a JSON object.")
  if (typeof raw.name !== "string" || raw.name.trim() === "" || raw.name.includes("\u0000")) {
    throw new EventRefused(400, "An event needs a name.")
  }
  const data = raw.data ?? {}
  if (!isObject(data)) throw new EventRefused(400, `The data of event "${raw.name}" must be a JSON object.`)
  if (raw.ts !== undefined && !(Number.isInteger(raw.ts) && Math.abs(raw.ts as number) <= MAX_TIME_MS)) {
    throw new EventRefused(400, `The ts of event "${raw.name}" must be milliseconds since 1970.`)
  }
  const callerId = typeof raw.id === "string" && raw.id !== "" ? raw.id : null
  return newEvent({
    id,
    callerId,
    name: raw.name,
    data,
    ts: (raw.ts as number | undefined) || nowMs,
    extra: raw,
  })
}

/** Builds an event from its parts. @throws EventRefused when it is too large */
export function newEvent(parts: {
  id: string
  callerId: string | null
  name: string
  data: Record<string, unknown>
  ts: number
  extra?: Record<string, unknown>
}): NewEvent {
  const value: NewEvent["value"] & Record<string, unknown> = {
    name: parts.name,
    id: parts.callerId ?? parts.id,
    ts: parts.ts,
    data: parts.data,
    user: parts.extra?.user ?? {},
  }
  if (parts.extra?.v != null) value.v = parts.extra.v
  const meta = eventMeta(parts.extra?.meta)
  if (meta) value.meta = meta
  const payload = canonicalJson(value)
  if (Buffer.byteLength(payload) > MAX_EVENT_BYTES) {
    throw new EventRefused(413, `Event "${parts.name}" is larger than ${MAX_EVENT_BYTES} bytes.`)
  }
  return { id: parts.id, callerId: parts.callerId, name: parts.name, value, payload }
}

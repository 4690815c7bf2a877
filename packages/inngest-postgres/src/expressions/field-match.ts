import { createHash } from "node:crypto"
import { canonicalJson } from "../protocol/canonical-json"
import { isObject } from "../protocol/op"

/**
 * What a condition asks of one field of the event to come, so that a wait is found by it among many. It is necessary
 * and not sufficient: whoever finds a wait by it still evaluates the condition.
 */
export interface FieldMatch {
  /** Such as "data.orderId"; empty when every event of the name has to be compared. */
  readonly path: string
  /** Of the value that the field must have; see `fieldKey`. */
  readonly key: string
}

const ANY: FieldMatch = { path: "", key: "" }
const NEVER = "never"

const PATH = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`
const FIELD = String.raw`(event|async)\.(${PATH})`
const LITERAL = String.raw`"([^"\\]*)"|'([^'\\]*)'`
const EQUALITY = new RegExp(String.raw`^\s*(?:${FIELD}|${LITERAL})\s*==\s*(?:${FIELD}|${LITERAL})\s*(?:&&|$)`)

/**
 * Reads a condition that begins with an equality, as the SDK's `match` and most of those written by hand do:
 * `event.data.k == async.data.k`, `async.data.k == "k1" && …`. `trigger` is the event of the run that waits.
 */
export function fieldMatch(expression: string | null, trigger: unknown): FieldMatch {
  // With an "or" in it the equality need not hold.
  const found = expression && !/[|?]/.test(expression) ? EQUALITY.exec(expression) : null
  if (!found) return ANY
  const sides = [found.slice(1, 5), found.slice(5, 9)].map(([root, path, double, single]) => ({
    asked: root === "async" ? path : undefined,
    key: root === "event" ? fieldKey(trigger, path ?? "") : literalKey(double ?? single),
  }))
  const asked = sides.find((side) => side.asked !== undefined)
  const given = sides.find((side) => side.asked === undefined)
  return asked?.asked && given ? { path: asked.asked, key: given.key ?? NEVER } : ANY
}

/** The key of an event's field, equal for equal values; null when the event has no such field. */
export function fieldKey(event: unknown, path: string): string | null {
  let value = event
  for (const name of path.split(".")) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return null
    value = value[name]
  }
  return value === undefined ? null : hash(value)
}

function literalKey(text: string | undefined): string | null {
  return text === undefined ? null : hash(text)
}

function hash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex")
}

import { readExpression } from "../expressions/evaluate"
import { isObject } from "../protocol/op"
import { refuseUnknownFields } from "./known-fields"

/** How many calls may execute at once: of a function, or of all that share a key. */
export interface ConcurrencyLimit {
  limit: number
  key: string | null
  /** `env` and `account` are one and the same here: an engine has one environment. */
  scope: "fn" | "env" | "account"
}

/**
 * Reads a number, a limit or a list of them; a limit of 0 is none, as on Inngest.
 * @throws Error with the end of a sentence
 */
export function readConcurrency(raw: unknown): ConcurrencyLimit[] {
  if (raw === undefined || raw === null) return []
  const list = Array.isArray(raw) ? raw : [raw]
  if (list.length > 2) throw new Error("at most two concurrency limits are possible.")
  return list.map(readLimit).filter(({ limit }) => limit > 0)
}

function readLimit(raw: unknown): ConcurrencyLimit {
  const option = isObject(raw) ? raw : { limit: raw }
  refuseUnknownFields(option, "concurrency", ["limit", "key", "scope"])
  const { limit, scope = "fn" } = option
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 0) {
    throw new Error("a concurrency limit must be a whole number.")
  }
  if (scope !== "fn" && scope !== "env" && scope !== "account") {
    throw new Error(`the concurrency scope "${String(scope)}" is unknown.`)
  }
  const key = readExpression(option.key)
  if (scope !== "fn" && !key) throw new Error(`a concurrency limit of scope "${scope}" needs a key.`)
  return { limit, key, scope }
}

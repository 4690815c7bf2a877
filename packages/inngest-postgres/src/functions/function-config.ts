import { CronExpressionParser } from "cron-parser"
import { readExpression } from "../expressions/evaluate"
import { durationMs } from "../protocol/duration"
import { isObject } from "../protocol/op"
import { type FlowControl, readFlowControl } from "./flow-control"

export type Trigger =
  | { event: string; expression: string | null }
  | { cron: string; timezone: string | null; expression: string; jitterMs: number }

export interface ConcurrencyLimit {
  limit: number
  key: string | null
  scope: "fn" | "env" | "account"
}

/** What the engine needs to know of a registered function. `id` is "<app>-<function>". */
export interface FunctionConfig {
  id: string
  appId: string
  name: string
  /** Where its app says it is served; empty when it did not say. */
  url: string
  triggers: Trigger[]
  /** Calls of one step before it has failed for good: retries + 1. */
  maxAttempts: number
  concurrency: ConcurrencyLimit[]
  idempotency: string | null
  cancelOn: { event: string; expression: string | null; timeoutMs: number | null }[]
  flow: FlowControl
}

/** Retries when a function names none, as on Inngest. */
const DEFAULT_RETRIES = 4
const MAX_RETRIES = 20

/** Everything a function's configuration may hold. What is not here is refused, never ignored. */
const KNOWN_OPTIONS = new Set([
  "id",
  "name",
  "triggers",
  "steps",
  "concurrency",
  "idempotency",
  "cancel",
  "throttle",
  "rateLimit",
  "debounce",
  "priority",
  "batchEvents",
  "singleton",
  "timeouts",
])

/**
 * Reads one function of a registration.
 * @throws Error with a sentence for whoever wrote the function, when it asks for what this engine does not do
 */
export function readFunctionConfig(raw: unknown, appId: string): FunctionConfig {
  if (!isObject(raw) || typeof raw.id !== "string") throw new Error("A registered function has no id.")
  const id = raw.id
  const unknown = Object.keys(raw).find((option) => raw[option] !== undefined && !KNOWN_OPTIONS.has(option))
  if (unknown) {
    throw new Error(`Function "${id}" asks for "${unknown}", which this engine does not support. Remove it.`)
  }
  try {
    return {
      id,
      appId,
      name: typeof raw.name === "string" ? raw.name : id,
      url: readUrl(raw.steps),
      triggers: asList(raw.triggers).map(readTrigger),
      maxAttempts: readRetries(raw.steps) + 1,
      concurrency: readConcurrency(raw.concurrency),
      idempotency: readExpression(raw.idempotency),
      cancelOn: asList(raw.cancel).map(readCancel),
      flow: readFlowControl(raw),
    }
  } catch (error) {
    throw new Error(`Function "${id}" cannot be registered: ${(error as Error).message}`)
  }
}

function readTrigger(raw: unknown): Trigger {
  if (!isObject(raw)) throw new Error("a trigger is not an object.")
  if (typeof raw.event === "string") return { event: raw.event, expression: readExpression(raw.expression) }
  if (typeof raw.cron !== "string") throw new Error("a trigger names neither an event nor a cron.")
  const [, timezone = null, expression = raw.cron] = /^TZ=(\S+)\s+(.+)$/.exec(raw.cron) ?? []
  try {
    CronExpressionParser.parse(expression, timezone ? { tz: timezone } : { tz: "UTC" }).next()
  } catch (error) {
    throw new Error(`the cron "${raw.cron}" cannot be read: ${(error as Error).message}.`)
  }
  const jitterMs = typeof raw.jitter === "string" ? durationMs(raw.jitter) : 0
  return { cron: raw.cron, timezone, expression, jitterMs }
}

function readUrl(steps: unknown): string {
  const step = isObject(steps) && isObject(steps.step) ? steps.step : {}
  const url = isObject(step.runtime) ? step.runtime.url : undefined
  return typeof url === "string" ? url : ""
}

function readRetries(steps: unknown): number {
  const step = isObject(steps) && isObject(steps.step) ? steps.step : {}
  const attempts = isObject(step.retries) ? step.retries.attempts : undefined
  if (attempts === undefined) return DEFAULT_RETRIES
  if (!Number.isInteger(attempts) || (attempts as number) < 0 || (attempts as number) > MAX_RETRIES) {
    throw new Error(`retries must be a whole number from 0 to ${MAX_RETRIES}.`)
  }
  return attempts as number
}

function readConcurrency(raw: unknown): ConcurrencyLimit[] {
  if (raw === undefined || raw === null) return []
  const list = Array.isArray(raw) ? raw : [raw]
  if (list.length > 2) throw new Error("at most two concurrency limits are possible.")
  return list
    .map((item): ConcurrencyLimit => {
      const option: Record<string, unknown> = isObject(item) ? item : { limit: item }
      if (!Number.isInteger(option.limit) || (option.limit as number) < 0) {
        throw new Error("a concurrency limit must be a whole number.")
      }
      const scope = option.scope ?? "fn"
      if (scope !== "fn" && scope !== "env" && scope !== "account") {
        throw new Error(`the concurrency scope "${String(scope)}" is unknown.`)
      }
      const key = readExpression(option.key)
      if (scope !== "fn" && !key) throw new Error(`a concurrency limit of scope "${scope}" needs a key.`)
      return { limit: option.limit as number, key, scope }
    })
    .filter((option) => option.limit > 0)
}

function readCancel(raw: unknown): FunctionConfig["cancelOn"][number] {
  if (!isObject(raw) || typeof raw.event !== "string") throw new Error("a cancelOn entry names no event.")
  return {
    event: raw.event,
    expression: readExpression(raw.if),
    timeoutMs: typeof raw.timeout === "string" ? durationMs(raw.timeout) : null,
  }
}

function asList(raw: unknown): unknown[] {
  if (raw === undefined || raw === null) return []
  return Array.isArray(raw) ? raw : [raw]
}

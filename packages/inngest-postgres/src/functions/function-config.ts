import { readExpression } from "../expressions/evaluate"
import { type Moment, readMoment } from "../protocol/duration"
import { isObject } from "../protocol/op"
import { type FlowControl, readFlowControl } from "./flow-control"
import { refuseUnknownFields } from "./known-fields"
import { type ConcurrencyLimit, readConcurrency } from "./read-concurrency"
import { readTrigger, type Trigger } from "./read-trigger"

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
  cancelOn: { event: string; expression: string | null; until: Moment | null }[]
  flow: FlowControl
}

/** Retries when a function names none, as on Inngest. */
export const DEFAULT_RETRIES = 4
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
      // As the SDK's own types say: an idempotency key takes the place of the rate limit.
      flow: readFlowControl(raw.idempotency ? { ...raw, rateLimit: undefined } : raw),
    }
  } catch (error) {
    throw new Error(`Function "${id}" cannot be registered: ${(error as Error).message}`)
  }
}

function readUrl(steps: unknown): string {
  const step = isObject(steps) && isObject(steps.step) ? steps.step : {}
  const { type, url } = isObject(step.runtime) ? step.runtime : {}
  if (type === "ws")
    throw new Error("connect() is not supported. Serve the functions over HTTP with serve().")
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

function readCancel(raw: unknown): FunctionConfig["cancelOn"][number] {
  if (!isObject(raw) || typeof raw.event !== "string") throw new Error("a cancelOn entry names no event.")
  refuseUnknownFields(raw, "cancelOn", ["event", "if", "timeout"])
  if (raw.event.includes("*")) throw new Error("a cancelOn entry names one event, without a *.")
  return {
    event: raw.event,
    expression: readExpression(raw.if),
    // The SDK makes an instant of a Date, and a duration of anything else.
    until: typeof raw.timeout === "string" ? readMoment(raw.timeout) : null,
  }
}

function asList(raw: unknown): unknown[] {
  if (raw === undefined || raw === null) return []
  return Array.isArray(raw) ? raw : [raw]
}

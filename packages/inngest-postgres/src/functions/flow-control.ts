import { readExpression } from "../expressions/evaluate"
import { durationMs } from "../protocol/duration"
import { isObject } from "../protocol/op"
import { refuseUnknownFields } from "./known-fields"

/** The rules a function sets for when, and whether, its runs start. Null where it sets none. */
export interface FlowControl {
  throttle: { limit: number; periodMs: number; burst: number; key: string | null } | null
  rateLimit: { limit: number; periodMs: number; key: string | null } | null
  debounce: { periodMs: number; timeoutMs: number | null; key: string | null } | null
  batch: { maxSize: number; timeoutMs: number; key: string | null; condition: string | null } | null
  singleton: { mode: "skip" | "cancel"; key: string | null } | null
  /** An expression for the seconds by which a run is ahead of the others. */
  priority: string | null
  timeouts: { startMs: number | null; finishMs: number | null }
}

type Raw = Record<string, unknown>

const FIELDS = {
  throttle: ["key", "limit", "period", "burst"],
  rateLimit: ["key", "limit", "period"],
  debounce: ["key", "period", "timeout"],
  batchEvents: ["key", "maxSize", "timeout", "if"],
  singleton: ["key", "mode"],
  priority: ["run"],
  timeouts: ["start", "finish"],
} as const

/** @throws Error with the end of a sentence when a rule cannot be read */
export function readFlowControl(raw: Raw): FlowControl {
  const option = <T>(name: keyof typeof FIELDS, read: (value: Raw) => T): T | null => {
    const value = raw[name]
    if (value === undefined || value === null) return null
    if (!isObject(value)) throw new Error(`${name} is not an object.`)
    refuseUnknownFields(value, name, FIELDS[name])
    return read(value)
  }
  const control: FlowControl = {
    throttle: option("throttle", (value) => ({
      limit: count(value.limit, "throttle.limit"),
      periodMs: period(value.period, "throttle.period"),
      burst: value.burst === undefined ? 1 : count(value.burst, "throttle.burst"),
      key: readExpression(value.key),
    })),
    rateLimit: option("rateLimit", (value) => ({
      limit: count(value.limit, "rateLimit.limit"),
      periodMs: period(value.period, "rateLimit.period"),
      key: readExpression(value.key),
    })),
    debounce: option("debounce", (value) => ({
      periodMs: period(value.period, "debounce.period"),
      timeoutMs: value.timeout === undefined ? null : period(value.timeout, "debounce.timeout"),
      key: readExpression(value.key),
    })),
    batch: option("batchEvents", (value) => ({
      maxSize: count(value.maxSize, "batchEvents.maxSize"),
      timeoutMs: period(value.timeout, "batchEvents.timeout"),
      key: readExpression(value.key),
      condition: readExpression(value.if),
    })),
    singleton: option("singleton", (value) => {
      if (value.mode !== "skip" && value.mode !== "cancel")
        throw new Error("singleton.mode is skip or cancel.")
      return { mode: value.mode, key: readExpression(value.key) }
    }),
    priority: option("priority", (value) => readExpression(value.run)),
    timeouts: option("timeouts", (value) => ({
      startMs: value.start === undefined ? null : period(value.start, "timeouts.start"),
      finishMs: value.finish === undefined ? null : period(value.finish, "timeouts.finish"),
    })) ?? { startMs: null, finishMs: null },
  }
  refuseCombinations(control, Boolean(raw.idempotency))
  return control
}

/** Whether any rule can keep a run from being made at once for an event. */
export function decidesAboutRuns(control: FlowControl): boolean {
  return Boolean(
    control.throttle || control.rateLimit || control.debounce || control.batch || control.singleton,
  )
}

/** As on Inngest: a batch has many events, and no one key to be debounced, limited or made idempotent by. */
function refuseCombinations(control: FlowControl, idempotent: boolean): void {
  if (!control.batch) return
  const other = (["debounce", "rateLimit", "singleton"] as const).find((name) => control[name])
  if (other || idempotent) throw new Error(`batchEvents cannot be combined with ${other ?? "idempotency"}.`)
}

function count(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 1)
    throw new Error(`${name} must be a whole number from 1.`)
  return value as number
}

function period(value: unknown, name: string): number {
  if (typeof value !== "string") throw new Error(`${name} is not a duration.`)
  return durationMs(value)
}

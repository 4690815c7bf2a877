import { createHash } from "node:crypto"
import type { NewEvent } from "../events/incoming-event"
import { keyOf, numberOf } from "../expressions/evaluate"
import type { FunctionConfig } from "../functions/function-config"
import { newRunId } from "./run-id"

/** A run that is to exist. */
export interface WantedRun {
  id: string
  functionId: string
  eventName: string
  eventIds: string[]
  /** Payloads of those events, when the run may be started at once. */
  events: string[]
  origin: "event" | "cron" | "invoke" | "replay"
  /** A second run of this function with the same key is not made for 24 hours. */
  dedupeKey: string | null
  key1: string | null
  limit1: number | null
  key2: string
  limit2: number | null
  /** Whether nothing but plain steps can come of it, as far as is known when it is made. */
  plain: boolean
  parentRunId: string | null
  parentStepId: string | null
  replayOf: string | null
  delayMs: number
  /** Milliseconds by which the run is ahead of the others in the queue. */
  aheadMs: number
  singletonKey: string | null
}

/** The run an event asks of a function, before anything decided against it. */
export function wantRun(config: FunctionConfig, event: NewEvent, extra: Partial<WantedRun> = {}): WantedRun {
  const [first, second] = config.concurrency.map((limit) => ({
    limit: limit.limit,
    key: concurrencyKey(config.id, limit.scope, limit.key && keyOf(limit.key, { event: event.value })),
  }))
  return {
    id: newRunId(),
    functionId: config.id,
    eventName: event.name,
    eventIds: [event.id],
    events: [event.payload],
    origin: "event",
    dedupeKey: event.callerId && `event:${event.callerId}`,
    key1: first?.key ?? null,
    limit1: first?.limit ?? null,
    key2: second?.key ?? "",
    limit2: second?.limit ?? null,
    plain: !hasRunTimers(config),
    parentRunId: null,
    parentStepId: null,
    replayOf: null,
    delayMs: untilMs(event.value.ts),
    aheadMs: aheadMs(config, event),
    singletonKey: null,
    ...extra,
  }
}

/** Less than this ahead is a difference of clocks. */
const SKEW_MS = 1000

/** Milliseconds until the run may start: an event of the future starts its runs then, as on Inngest. */
function untilMs(ts: number): number {
  const aheadMs = ts - Date.now()
  return aheadMs > SKEW_MS ? aheadMs : 0
}

/** Whether rows beside the run's own have to be made, and cleared away when it ends. */
export function hasRunTimers(config: FunctionConfig): boolean {
  const { timeouts } = config.flow
  return config.cancelOn.length > 0 || timeouts.startMs !== null || timeouts.finishMs !== null
}

/** Inngest's limit: ten minutes ahead of the others, or behind them. */
const MAX_AHEAD_SECONDS = 600

function aheadMs(config: FunctionConfig, event: NewEvent): number {
  if (!config.flow.priority) return 0
  const seconds = numberOf(config.flow.priority, { event: event.value }, 0)
  return Math.min(Math.max(seconds, -MAX_AHEAD_SECONDS), MAX_AHEAD_SECONDS) * 1000
}

/** Functions of scope "fn" never share a slot; the other scopes share by key across functions. */
function concurrencyKey(functionId: string, scope: string, key: string | null): string {
  const name = scope === "fn" ? functionId : scope
  return key === null ? name : `${name}:${createHash("sha1").update(key).digest("hex")}`
}

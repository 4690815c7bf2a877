import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import { holds, keyOf } from "../expressions/evaluate"
import { batchEvent } from "../flow/batch-events"
import { debounceRun } from "../flow/debounce-run"
import { singletonKeyFor } from "../flow/singleton-run"
import { takeRunKey } from "../flow/take-run-key"
import { throttleRun } from "../flow/throttle-run"
import { withinRateLimit } from "../flow/within-rate-limit"
import type { FunctionConfig } from "../functions/function-config"
import type { Unit } from "../queue/unit"
import { insertRunTimers } from "./insert-run-timers"
import { insertEventsAndRuns, noteRuns } from "./insert-runs"
import { type WantedRun, wantRun } from "./wanted-run"

/** Does for stored events what the functions they trigger ask for: a run now, later, together, or not at all. */
export async function planRuns(
  unit: Unit,
  context: EngineContext,
  events: readonly NewEvent[],
): Promise<void> {
  for (const event of events) {
    for (const config of context.registry.triggeredBy(event.value)) {
      await planRun(unit, context, config, event)
    }
  }
}

async function planRun(
  unit: Unit,
  context: EngineContext,
  config: FunctionConfig,
  event: NewEvent,
): Promise<void> {
  const { batch, debounce } = config.flow
  const gathers = (batch && holds(batch.condition, { event: event.value })) || debounce
  if (!gathers) {
    await startRun(unit, context, config, event)
  } else if (
    !event.callerId ||
    (await takeRunKey(unit.sql, config.id, `event:${event.callerId}`, event.id))
  ) {
    if (batch) await batchEvent(unit, context, config, event)
    else await debounceRun(unit, config, event)
  }
}

/**
 * Makes one run, unless the function's dedupe keys, rate limit or singleton rule are against it; a
 * throttled one is put off.
 * @returns the run's id, or null when there is none
 */
export async function startRun(
  unit: Unit,
  context: EngineContext,
  config: FunctionConfig,
  event: NewEvent,
  extra: Partial<WantedRun> = {},
): Promise<string | null> {
  const run = wantRun(config, event, extra)
  const { rateLimit, singleton, throttle } = config.flow
  if (run.dedupeKey && !(await takeRunKey(unit.sql, config.id, run.dedupeKey, run.id))) return null
  if (config.idempotency && run.origin !== "replay") {
    const key = `idempotency:${keyOf(config.idempotency, { event: event.value })}`
    if (!(await takeRunKey(unit.sql, config.id, key, run.id))) return null
  }
  if (rateLimit && !(await withinRateLimit(unit.sql, config.id, rateLimit, event))) return null
  if (singleton) {
    run.singletonKey = await singletonKeyFor(unit, context, config, event)
    if (run.singletonKey === null) return null
  }
  if (throttle) run.delayMs = Math.max(run.delayMs, await throttleRun(unit.sql, config.id, throttle, event))
  run.dedupeKey = null
  const nobody = new Set<string>()
  const inserted = await insertEventsAndRuns(unit.sql, context, [], [run], nobody, false)
  noteRuns(unit, [run], inserted, nobody)
  await insertRunTimers(unit, config, run)
  return run.id
}

/** What the caller is told when `startRun` has started nothing. */
export function notStarted(functionId: string): string {
  return `Function "${functionId}" was not started: its rate limit, singleton or idempotency rule was against it.`
}

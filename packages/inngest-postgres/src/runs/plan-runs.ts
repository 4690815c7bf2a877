import type { EngineContext } from "../engine-context"
import type { NewEvent } from "../events/incoming-event"
import { keyOf } from "../expressions/evaluate"
import type { FunctionConfig } from "../functions/function-config"
import type { Unit } from "../queue/unit"
import { insertEventsAndRuns, noteRuns } from "./insert-runs"
import { type WantedRun, wantRun } from "./wanted-run"

/** Makes the runs that events which are already stored ask for, minus those a function's own rules turn away. */
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

/** Makes one run of a function for an event, unless its idempotency key was used in the last 24 hours. */
export async function planRun(
  unit: Unit,
  context: EngineContext,
  config: FunctionConfig,
  event: NewEvent,
  extra: Partial<WantedRun> = {},
): Promise<string | null> {
  const run = wantRun(config, event, extra)
  if (config.idempotency && !(await takeIdempotencyKey(unit, config, event, run))) return null
  const none = new Set<string>()
  const inserted = await insertEventsAndRuns(unit.sql, context, [], [run], none, false)
  if (!inserted.jobs.has(run.id)) return null
  noteRuns(unit, [run], inserted, none)
  await insertCancelWaits(unit, config, run)
  return run.id
}

async function takeIdempotencyKey(
  unit: Unit,
  config: FunctionConfig,
  event: NewEvent,
  run: WantedRun,
): Promise<boolean> {
  const key = `idempotency:${keyOf(config.idempotency ?? "", { event: event.value })}`
  const { rows } = await unit.sql.query(
    `insert into engine.run_keys (function_id, key, run_id, expires_at)
     values ($1, $2, $3, now() + interval '24 hours')
     on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
       where run_keys.expires_at <= now()
     returning key`,
    [config.id, key, run.id],
  )
  return rows.length > 0
}

async function insertCancelWaits(unit: Unit, config: FunctionConfig, run: WantedRun): Promise<void> {
  for (const [index, cancel] of config.cancelOn.entries()) {
    await unit.sql.query(
      `insert into engine.waits (run_id, step_id, kind, event_name, expression, fires_at)
       values ($1, $2, 'cancel', $3, $4, now() + $5::float8 * interval '1 millisecond')`,
      [run.id, `$cancel:${index}`, cancel.event, cancel.expression, cancel.timeoutMs],
    )
  }
}

import type { EngineContext } from "../engine-context"
import { storeEvents } from "../events/store-events"
import { systemEvent } from "../events/system-event"
import type { FunctionConfig } from "../functions/function-config"
import type { CronTrigger } from "../functions/read-trigger"
import { runUnit } from "../queue/unit"
import { startRun } from "../runs/plan-runs"
import { nextTime } from "./next-time"

/** Stores when each cron function is next due; crons that are known keep the time they have. */
export async function scheduleCrons(
  context: EngineContext,
  configs: readonly FunctionConfig[],
): Promise<void> {
  const wanted = configs.flatMap((config) => crons(config).map((trigger) => ({ config, trigger })))
  await runUnit(context, async (unit) => {
    const { rows } = await unit.sql.query<{ now: Date }>("select now()")
    const now = rows[0]?.now ?? new Date()
    for (const { config, trigger } of wanted) {
      await unit.sql.query(
        `insert into engine.crons (function_id, expression, jitter_ms, next_at) values ($1, $2, $3, $4::timestamptz)
         on conflict (function_id, expression) do update set jitter_ms = excluded.jitter_ms`,
        [config.id, trigger.cron, trigger.jitterMs, nextTime(trigger, now)],
      )
    }
    await unit.sql.query(
      `delete from engine.crons c where function_id = any($1::text[])
       and not exists (select 1 from unnest($2::text[], $3::text[]) as w(id, expression)
         where w.id = c.function_id and w.expression = c.expression)`,
      [
        configs.map((config) => config.id),
        wanted.map(({ config }) => config.id),
        wanted.map(({ trigger }) => trigger.cron),
      ],
    )
  })
}

/** Starts the cron functions that are due, each once however late, and moves them to their next time. */
export async function fireCrons(context: EngineContext): Promise<void> {
  const known = context.registry.all().filter((config) => crons(config).length > 0)
  if (known.length === 0) return
  await runUnit(context, async (unit) => {
    const { rows } = await unit.sql.query<{
      function_id: string
      expression: string
      next_at: Date
      now: Date
    }>(
      `select function_id, expression, next_at, now() as now from engine.crons
       where next_at <= now() and function_id = any($1::text[]) for update skip locked`,
      [known.map((config) => config.id)],
    )
    for (const row of rows) {
      const config = known.find((candidate) => candidate.id === row.function_id)
      const trigger = config && crons(config).find((candidate) => candidate.cron === row.expression)
      if (!config || !trigger) continue
      const scheduledAt = row.next_at.toISOString().replace(".000Z", "Z")
      const event = systemEvent("inngest/scheduled.timer", scheduledAt, {
        cron: row.expression,
        scheduledAt,
        fireAt: row.now.toISOString(),
      })
      await storeEvents(unit.sql, [event])
      await startRun(unit, context, config, event, {
        origin: "cron",
        dedupeKey: `cron:${row.expression}:${scheduledAt}`,
        delayMs: Math.random() * trigger.jitterMs,
      })
      await unit.sql.query(
        "update engine.crons set next_at = $3::timestamptz where function_id = $1 and expression = $2",
        [row.function_id, row.expression, nextTime(trigger, row.now)],
      )
    }
  })
}

function crons(config: FunctionConfig): CronTrigger[] {
  return config.triggers.filter((trigger): trigger is CronTrigger => "cron" in trigger)
}

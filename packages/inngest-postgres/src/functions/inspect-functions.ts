import type { EngineContext } from "../engine-context"
import type { FunctionConfig } from "./function-config"

export interface FunctionSummary {
  id: string
  name: string
  appId: string
  /** Each in words, such as `event shop/order.placed` or `cron 0 * * * *`. */
  triggers: string[]
  /** The rules it sets for its runs, in words. */
  rules: string[]
  /** Of runs that have not ended. */
  open: number
  failedLastDay: number
  nextCronAt: Date | null
}

/** The functions that are served, with what they have to do. Counts only what is open or of the last day. */
export async function listFunctions(context: EngineContext): Promise<FunctionSummary[]> {
  const { rows } = await context.db.query<{
    id: string
    open: number
    failed: number
    next_at: Date | null
  }>(
    `select f.id,
       (select count(*)::int from engine.runs r where r.function_id = f.id and r.status in ('queued', 'running')) as open,
       (select count(*)::int from engine.runs r where r.status = 'failed' and r.function_id = f.id
         and r.ended_at > now() - interval '1 day') as failed,
       (select min(next_at) from engine.crons c where c.function_id = f.id) as next_at
     from engine.functions f where f.active order by f.id`,
  )
  return rows.flatMap((row) => {
    const config = context.registry.get(row.id)
    if (!config) return []
    return {
      id: row.id,
      name: config.name,
      appId: config.appId,
      triggers: config.triggers.map((trigger) =>
        "cron" in trigger
          ? `cron ${trigger.cron}`
          : `event ${trigger.event}${trigger.expression ? ` if ${trigger.expression}` : ""}`,
      ),
      rules: rulesOf(config),
      open: row.open,
      failedLastDay: row.failed,
      nextCronAt: row.next_at,
    }
  })
}

function rulesOf({ maxAttempts, concurrency, idempotency, cancelOn, flow }: FunctionConfig): string[] {
  const per = (key: string | null) => (key ? ` per ${key}` : "")
  const seconds = (ms: number) => `${ms / 1000} s`
  const { throttle, rateLimit, debounce, batch, singleton, priority, timeouts } = flow
  return [
    `${maxAttempts} attempts`,
    ...concurrency.map(({ limit, key }) => `${limit} at once${per(key)}`),
    ...(idempotency ? [`once per ${idempotency}`] : []),
    ...cancelOn.map(({ event }) => `cancelled by ${event}`),
    ...(throttle
      ? [`throttled to ${throttle.limit} in ${seconds(throttle.periodMs)}${per(throttle.key)}`]
      : []),
    ...(rateLimit
      ? [`at most ${rateLimit.limit} in ${seconds(rateLimit.periodMs)}${per(rateLimit.key)}`]
      : []),
    ...(debounce ? [`debounced for ${seconds(debounce.periodMs)}${per(debounce.key)}`] : []),
    ...(batch ? [`batches of ${batch.maxSize} or after ${seconds(batch.timeoutMs)}${per(batch.key)}`] : []),
    ...(singleton ? [`singleton (${singleton.mode})${per(singleton.key)}`] : []),
    ...(priority ? [`priority ${priority}`] : []),
    ...(timeouts.startMs === null ? [] : [`starts within ${seconds(timeouts.startMs)}`]),
    ...(timeouts.finishMs === null ? [] : [`finishes within ${seconds(timeouts.finishMs)}`]),
  ]
}

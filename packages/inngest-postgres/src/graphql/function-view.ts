import type { FunctionConfig } from "../functions/function-config"
import { DEFAULT_RETRIES } from "../functions/function-config"
import { appOf } from "./app-view"
import type { QueryContext } from "./query-context"

/** A function that is served. */
export function functionView(config: FunctionConfig) {
  const { id, name, url, appId, triggers } = config
  return {
    id,
    slug: id,
    name,
    url,
    appID: appId,
    app: (_: unknown, context: QueryContext) => appOf(context, appId),
    triggers: triggers.map((trigger) =>
      "cron" in trigger
        ? { type: "CRON", value: trigger.cron, condition: null, event: null, cron: trigger.cron }
        : {
            type: "EVENT",
            value: trigger.event,
            condition: trigger.expression,
            event: trigger.event,
            cron: null,
          },
    ),
    configuration: configurationOf(config),
  }
}

/** The function of a run; where it is no longer served, no more than its id. */
export function functionOf({ engine }: QueryContext, id: string) {
  const config = engine.registry.get(id)
  if (config) return functionView(config)
  return {
    id,
    slug: id,
    name: id,
    url: "",
    appID: "",
    app: (_: unknown, context: QueryContext) => appOf(context, ""),
    triggers: [],
    configuration: {
      retries: { value: DEFAULT_RETRIES, isDefault: true },
      concurrency: [],
      cancellations: [],
    },
  }
}

const SCOPE = { fn: "FUNCTION", env: "ENVIRONMENT", account: "ACCOUNT" } as const

function configurationOf({ maxAttempts, concurrency, cancelOn, flow }: FunctionConfig) {
  const { throttle, rateLimit, debounce, batch, singleton, priority } = flow
  const retries = maxAttempts - 1
  return {
    retries: { value: retries, isDefault: retries === DEFAULT_RETRIES },
    concurrency: concurrency.map(({ limit, key, scope }) => ({
      scope: SCOPE[scope],
      limit: { value: limit, isPlanLimit: false },
      key,
    })),
    cancellations: cancelOn.map(({ event, expression, until }) => ({
      event,
      condition: expression,
      timeout: until && ("at" in until ? until.at : duration(until.afterMs)),
    })),
    throttle: throttle && { ...throttle, period: duration(throttle.periodMs) },
    rateLimit: rateLimit && { ...rateLimit, period: duration(rateLimit.periodMs) },
    debounce: debounce && { ...debounce, period: duration(debounce.periodMs) },
    eventsBatch: batch && { ...batch, timeout: duration(batch.timeoutMs) },
    singleton: singleton && { key: singleton.key, mode: singleton.mode.toUpperCase() },
    priority,
  }
}

function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}

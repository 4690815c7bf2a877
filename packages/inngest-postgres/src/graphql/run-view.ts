import type { RunRow } from "../runs/page-runs"
import { findRun } from "../runs/page-runs"
import { loadTrace } from "../runs/run-trace"
import { appOf } from "./app-view"
import { functionOf } from "./function-view"
import { type QueryContext, reading } from "./query-context"
import { readResult } from "./read-result"
import { RUN_STATUS } from "./run-status"
import { payloadOf } from "./stored-event"
import { isoOf } from "./time"
import { traceOf } from "./trace-view"

/** A run as clients that know traces ask for it. */
export function runView(run: RunRow) {
  const payload = payloadOf(run.eventIds[0] ?? "")
  return {
    id: run.id,
    functionID: run.functionId,
    function: (_: unknown, context: QueryContext) => functionOf(context, run.functionId),
    appID: (_: unknown, context: QueryContext) => appIdOf(context, run),
    app: (_: unknown, context: QueryContext) => appOf(context, appIdOf(context, run)),
    status: RUN_STATUS[run.status],
    eventName: run.origin === "cron" ? null : run.eventName,
    triggerIDs: run.eventIds,
    traceID: run.id,
    queuedAt: run.createdAt.toISOString(),
    startedAt: isoOf(run.startedAt),
    endedAt: isoOf(run.endedAt),
    isBatch: run.eventIds.length > 1,
    cronSchedule: async (_: unknown, context: QueryContext) =>
      run.origin === "cron" ? cronOf(await payload(context)) : null,
    output: (_: unknown, context: QueryContext) => readOutput(context, run.id),
    hasAI: false,
    trace: async (_: unknown, context: QueryContext) =>
      traceOf(context, run, await loadTrace(reading(context), run.id)),
  }
}

/** Null when there is none of this id. */
export async function runOf(context: QueryContext, id: string) {
  const run = await findRun(reading(context), id)
  return run && runView(run)
}

/** The schedule that is in the event of a cron run. */
export function cronOf(payload: string | null): string | null {
  if (payload === null) return null
  const { data } = JSON.parse(payload) as { data?: { cron?: string } }
  return data?.cron ?? null
}

/** What a run gave back, or the error it failed with, as JSON. Null while there is neither. */
export async function readOutput(context: QueryContext, runId: string): Promise<string | null> {
  const result = await readResult(context, { runId, stepId: null, attempt: null })
  return result && (result.error ?? result.data)
}

function appIdOf({ engine }: QueryContext, run: RunRow): string {
  return engine.registry.get(run.functionId)?.appId ?? ""
}

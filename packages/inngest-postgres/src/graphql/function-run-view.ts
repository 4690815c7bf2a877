import { findRun, type RunRow } from "../runs/page-runs"
import { loadTrace } from "../runs/run-trace"
import { earlierEventOf } from "./earlier-event-view"
import { functionOf } from "./function-view"
import { type QueryContext, reading } from "./query-context"
import { readResult } from "./read-result"
import { historyOf } from "./run-history"
import { RUN_STATUS } from "./run-status"
import { readOutput } from "./run-view"
import { isoOf } from "./time"

/** A run as it was asked for before traces. */
export function functionRunView(run: RunRow) {
  const history = async (context: QueryContext) => historyOf(run, await loadTrace(reading(context), run.id))
  return {
    id: run.id,
    name: (_: unknown, context: QueryContext) => functionOf(context, run.functionId).name,
    functionID: run.functionId,
    function: (_: unknown, context: QueryContext) => functionOf(context, run.functionId),
    status: RUN_STATUS[run.status],
    startedAt: isoOf(run.startedAt ?? run.createdAt),
    finishedAt: isoOf(run.endedAt),
    output: (_: unknown, context: QueryContext) => readOutput(context, run.id),
    eventID: run.eventIds[0] ?? "",
    event: (_: unknown, context: QueryContext) => earlierEventOf(context, run.eventIds[0] ?? ""),
    events: (_: unknown, context: QueryContext) => eventsOf(context, run),
    pendingSteps: async (_: unknown, context: QueryContext) => (await waiting(context, run)).length,
    waitingFor: async (_: unknown, context: QueryContext) => (await waiting(context, run))[0] ?? null,
    history: (_: unknown, context: QueryContext) => history(context),
    historyItemOutput: ({ id }: { id: string }, context: QueryContext) => itemOutput(context, run, id),
  }
}

/** Null when there is none of this id. */
export async function functionRunOf(context: QueryContext, id: string) {
  const run = await findRun(reading(context), id)
  return run && functionRunView(run)
}

/** Those of its events that are stored. */
async function eventsOf(context: QueryContext, run: RunRow): Promise<object[]> {
  const events = await Promise.all(run.eventIds.map((id) => earlierEventOf(context, id)))
  return events.filter((event) => event !== null)
}

async function waiting(context: QueryContext, run: RunRow) {
  const { steps } = await loadTrace(reading(context), run.id)
  return steps
    .filter(({ status }) => status === "waiting" || status === "sleeping" || status === "invoking")
    .map(({ awaits, opts, firesAt }) => ({
      eventName: awaits,
      expression: opts.if ?? null,
      expiryTime: isoOf(firesAt),
    }))
}

/** A step's output is told with whether it is data or an error; a run's is told bare. */
async function itemOutput(context: QueryContext, run: RunRow, item: string): Promise<string | null> {
  const [, stepId = "", attempt] = item.split(".")
  if (stepId === "") return readOutput(context, run.id)
  const failed = attempt !== undefined && /^\d+$/.test(attempt) ? Number(attempt) : null
  const result = await readResult(context, { runId: run.id, stepId, attempt: failed })
  if (!result) return null
  return result.error === null ? `{"data":${result.data}}` : `{"error":${result.error}}`
}

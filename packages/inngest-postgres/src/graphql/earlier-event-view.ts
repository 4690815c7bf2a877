import type { EventSummary } from "../events/inspect-events"
import { findEvent } from "../events/page-events"
import type { RunStatus } from "../runs/inspect-runs"
import { findRunsOfEvent, type RunRow } from "../runs/page-runs"
import { functionRunView } from "./function-run-view"
import { type QueryContext, reading } from "./query-context"
import { payloadOf } from "./stored-event"

/** An event as it was asked for before traces. */
export function earlierEventView({ id, name, callerId, receivedAt }: EventSummary) {
  const payload = payloadOf(id)
  let runs: Promise<RunRow[]> | undefined
  const readRuns = (context: QueryContext) => {
    runs ??= findRunsOfEvent(reading(context), id)
    return runs
  }
  return {
    id,
    externalID: callerId,
    name,
    createdAt: receivedAt.toISOString(),
    raw: (_: unknown, context: QueryContext) => payload(context),
    payload: async (_: unknown, context: QueryContext) => {
      const { data = {} } = JSON.parse((await payload(context)) ?? "{}") as { data?: unknown }
      return JSON.stringify(data)
    },
    status: async (_: unknown, context: QueryContext) =>
      eventStatus((await readRuns(context)).map(({ status }) => status)),
    pendingRuns: async (_: unknown, context: QueryContext) =>
      (await readRuns(context)).filter(({ status }) => isOpen(status)).length,
    totalRuns: async (_: unknown, context: QueryContext) => (await readRuns(context)).length,
    functionRuns: async (_: unknown, context: QueryContext) => (await readRuns(context)).map(functionRunView),
  }
}

/** Null when there is none of this id. */
export async function earlierEventOf(context: QueryContext, id: string) {
  const event = await findEvent(reading(context), id)
  return event && earlierEventView(event)
}

/** What came of an event in all its runs. */
function eventStatus(statuses: readonly RunStatus[]): string {
  if (statuses.length === 0) return "NO_FUNCTIONS"
  if (statuses.some(isOpen)) return "RUNNING"
  const failed = statuses.filter((status) => status === "failed").length
  if (failed === 0) return "COMPLETED"
  return failed === statuses.length ? "FAILED" : "PARTIALLY_FAILED"
}

function isOpen(status: RunStatus): boolean {
  return status === "queued" || status === "running"
}

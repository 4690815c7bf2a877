import type { EventSummary } from "../events/inspect-events"
import { findEvent } from "../events/page-events"
import { findRunsOfEvent } from "../runs/page-runs"
import { type QueryContext, reading } from "./query-context"
import { runView } from "./run-view"
import { payloadOf } from "./stored-event"

/** An event as clients that know traces ask for it. */
export function eventView({ id, name, callerId, receivedAt }: EventSummary) {
  const payload = payloadOf(id)
  const read = async (context: QueryContext) =>
    JSON.parse((await payload(context)) ?? "{}") as { ts?: number; v?: string }
  return {
    id,
    name,
    idempotencyKey: callerId ?? id,
    receivedAt: receivedAt.toISOString(),
    occurredAt: async (_: unknown, context: QueryContext) =>
      new Date((await read(context)).ts ?? receivedAt).toISOString(),
    version: async (_: unknown, context: QueryContext) => (await read(context)).v ?? null,
    raw: async (_: unknown, context: QueryContext) => (await payload(context)) ?? "{}",
    source: null,
    runs: async (_: unknown, context: QueryContext) =>
      (await findRunsOfEvent(reading(context), id)).map(runView),
  }
}

/** Null when there is none of this id. */
export async function eventOf(context: QueryContext, id: string) {
  const event = await findEvent(reading(context), id)
  return event && eventView(event)
}

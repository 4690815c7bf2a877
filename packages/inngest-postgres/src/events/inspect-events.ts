import type { EngineContext } from "../engine-context"
import type { RunSummary } from "../runs/inspect-runs"
import { listRunsOfEvent } from "../runs/inspect-runs"

export interface EventSummary {
  id: string
  name: string
  /** The id that its sender gave it, if any. */
  callerId: string | null
  receivedAt: Date
}

export interface EventDetail extends EventSummary {
  /** As it was sent: name, data, user, ts, v. */
  payload: Record<string, unknown>
  runs: RunSummary[]
}

export const EVENT_SUMMARY = `id, name, caller_id as "callerId", received_at as "receivedAt"`

/** Events, newest first. `before` is the id to continue after; `limit` is 1–200. */
export async function listEvents(
  context: EngineContext,
  filter: { name?: string; before?: string; limit?: number } = {},
): Promise<EventSummary[]> {
  const { rows } = await context.db.query<EventSummary>(
    `select ${EVENT_SUMMARY} from engine.events
     where ${filter.name === undefined ? "$1::text is null" : "name = $1"} and ($2::text is null or id < $2)
     order by id desc limit $3`,
    [filter.name ?? null, filter.before ?? null, Math.min(Math.max(filter.limit ?? 50, 1), 200)],
  )
  return rows
}

/** One event with the runs it has started or belongs to. Null when there is none of this id. */
export async function getEvent(context: EngineContext, id: string): Promise<EventDetail | null> {
  const { rows } = await context.db.query<EventSummary & { payload: string }>(
    `select ${EVENT_SUMMARY}, payload from engine.events where id = $1`,
    [id],
  )
  const [event] = rows
  if (!event) return null
  return {
    ...event,
    payload: JSON.parse(event.payload) as Record<string, unknown>,
    runs: await listRunsOfEvent(context, id),
  }
}

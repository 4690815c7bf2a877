import type { Sql } from "../sql"
import { EVENT_SUMMARY, type EventSummary } from "./inspect-events"

export interface EventFilter {
  /** Of when they were received. */
  from: Date | null
  until: Date | null
  /** Null for any. */
  names: readonly string[] | null
  /** Whether those count that the engine itself made. */
  internal: boolean
}

export interface EventPage extends EventFilter {
  /** The id after which the page begins. */
  after: string | null
  limit: number
}

/** A page of the events that fit, newest first, without their payloads. */
export async function pageEvents(sql: Sql, page: EventPage): Promise<EventSummary[]> {
  const { conditions, parameters } = where(page)
  if (page.after !== null) conditions.push(`id < $${parameters.push(page.after)}`)
  const { rows } = await sql.query<EventSummary>(
    `select ${EVENT_SUMMARY} from engine.events
     where ${conditions.join(" and ")} order by id desc limit $${parameters.push(page.limit)}`,
    parameters,
  )
  return rows
}

/** How many events fit. */
export async function countEvents(sql: Sql, filter: EventFilter): Promise<number> {
  const { conditions, parameters } = where(filter)
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from engine.events where ${conditions.join(" and ")}`,
    parameters,
  )
  return rows[0]?.count ?? 0
}

/** One event, without its payload. */
export async function findEvent(sql: Sql, id: string): Promise<EventSummary | null> {
  const { rows } = await sql.query<EventSummary>(`select ${EVENT_SUMMARY} from engine.events where id = $1`, [
    id,
  ])
  return rows[0] ?? null
}

function where({ from, until, names, internal }: EventFilter) {
  const parameters: unknown[] = []
  const conditions = ["true"]
  if (from) conditions.push(`received_at >= $${parameters.push(from.toISOString())}::timestamptz`)
  if (until) conditions.push(`received_at < $${parameters.push(until.toISOString())}::timestamptz`)
  if (names) conditions.push(`name = any($${parameters.push(names)}::text[])`)
  if (!internal) conditions.push("name not like 'inngest/%'")
  return { conditions, parameters }
}

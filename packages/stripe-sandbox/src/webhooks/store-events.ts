import type { Sql } from "../database"

/** An event that is still to be stored. */
export interface EmittedEvent {
  readonly id: string
  /** Unix seconds. */
  readonly created: number
  readonly type: string
  /** The event as the API shows it, in JSON. */
  readonly document: string
  /** Whether the endpoint is told of it. */
  readonly wanted: boolean
}

/** Stores events in the order in which they were emitted, and the webhooks that are due for them. */
export async function storeEvents(sql: Sql, events: readonly EmittedEvent[], now: Date): Promise<void> {
  if (events.length === 0) return
  await sql.query(
    `with emitted as (
       select * from unnest($1::text[], $2::int8[], $3::text[], $4::text[], $5::bool[]) with ordinality
         as e(id, created, type, document, wanted, position)
     ), stored as (
       insert into sandbox.objects (kind, id, created, event_type, object, details)
       select 'event', id, created, type, document::json, '{}'::json from emitted order by position
     )
     insert into sandbox.deliveries (event_id, next_attempt_at)
     select id, $6 from emitted where wanted order by position`,
    [
      events.map(({ id }) => id),
      events.map(({ created }) => created),
      events.map(({ type }) => type),
      events.map(({ document }) => document),
      events.map(({ wanted }) => wanted),
      now,
    ],
  )
}

import type { Sql } from "../sql"
import type { NewEvent } from "./incoming-event"

/** Stores events; returns those whose id was not known. */
export async function storeEvents(sql: Sql, events: readonly NewEvent[]): Promise<NewEvent[]> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into engine.events (id, name, caller_id, payload)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (id) do nothing returning id`,
    [
      events.map((event) => event.id),
      events.map((event) => event.name),
      events.map((event) => event.callerId),
      events.map((event) => event.payload),
    ],
  )
  const stored = new Set(rows.map((row) => row.id))
  return events.filter((event) => stored.has(event.id))
}

import type { Sql } from "../sql"
import type { NewEvent } from "./incoming-event"

/** Stored events by id, in the order asked for. */
export async function loadEvents(sql: Sql, ids: readonly string[]): Promise<NewEvent[]> {
  const { rows } = await sql.query<{ id: string; name: string; caller_id: string | null; payload: string }>(
    `select e.id, e.name, e.caller_id, e.payload
     from unnest($1::text[]) with ordinality as wanted(id, position)
     join engine.events e on e.id = wanted.id order by wanted.position`,
    [ids],
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    callerId: row.caller_id,
    payload: row.payload,
    value: JSON.parse(row.payload) as NewEvent["value"],
  }))
}

import { fieldKey } from "../expressions/field-match"
import type { Sql } from "../sql"
import type { NewEvent } from "./incoming-event"

export interface PossibleWait {
  run_id: string
  step_id: string
  kind: "event" | "cancel"
  event_name: string
  expression: string | null
  /** The payload of the event that started the run. */
  trigger: string | null
}

interface Lookup {
  name: string
  path: string
  key: string
}

const PAGE = 500

/**
 * The waits that new events could end, by run, in pages: those that compare a field of another value are not read, and
 * what may be very many is never held at once. A run's cancellations come before its other waits.
 */
export async function* eachPossibleWait(sql: Sql, events: readonly NewEvent[]): AsyncGenerator<PossibleWait> {
  const lookups = await lookupsFor(sql, events)
  if (lookups.length === 0) return
  let last: PossibleWait | undefined
  do {
    const { rows }: { rows: PossibleWait[] } = await sql.query<PossibleWait>(
      `select w.run_id, w.step_id, w.kind, w.event_name, w.expression, e.payload as trigger
       from unnest($1::text[], $2::text[], $3::text[]) as asked(name, path, key)
       join engine.waits w on w.event_name = asked.name and w.match_path = asked.path and w.match_key = asked.key
       join engine.runs r on r.id = w.run_id
       left join engine.events e on e.id = r.event_ids[1]
       where (w.run_id, w.kind, w.step_id) > ($4, $5, $6)
       order by w.run_id, w.kind, w.step_id limit ${PAGE}`,
      [
        lookups.map(({ name }) => name),
        lookups.map(({ path }) => path),
        lookups.map(({ key }) => key),
        last?.run_id ?? "",
        last?.kind ?? "",
        last?.step_id ?? "",
      ],
    )
    yield* rows
    last = rows.length === PAGE ? rows.at(-1) : undefined
  } while (last)
}

/** For each event, the value it has in every field that waits for its name compare. */
async function lookupsFor(sql: Sql, events: readonly NewEvent[]): Promise<Lookup[]> {
  // Walking the index from field to field costs by fields, not by waits.
  const { rows } = await sql.query<{ name: string; path: string }>(
    `with recursive fields as (
       select name, (select min(match_path) from engine.waits w where w.event_name = name) as path
       from unnest($1::text[]) as name
       union all
       select name, (select min(match_path) from engine.waits w where w.event_name = name and w.match_path > path)
       from fields where path is not null
     )
     select name, path from fields where path is not null`,
    [[...new Set(events.map((event) => event.name))]],
  )
  const lookups = new Map<string, Lookup>()
  for (const { name, path } of rows) {
    for (const event of events) {
      const key = path === "" ? "" : fieldKey(event.value, path)
      if (event.name === name && key !== null) lookups.set(`${name} ${path} ${key}`, { name, path, key })
    }
  }
  return [...lookups.values()]
}

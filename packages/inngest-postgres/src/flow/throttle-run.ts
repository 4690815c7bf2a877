import type { NewEvent } from "../events/incoming-event"
import type { FlowControl } from "../functions/flow-control"
import type { Sql } from "../sql"
import { flowKey } from "./flow-key"

/**
 * Takes the next start a throttled function has free, and returns the milliseconds until then. Starts are
 * spread evenly over the period; `burst` of them may come at once.
 */
export async function throttleRun(
  sql: Sql,
  functionId: string,
  rule: NonNullable<FlowControl["throttle"]>,
  event: NewEvent,
): Promise<number> {
  const spacingMs = rule.periodMs / rule.limit
  const { rows } = await sql.query<{ ms: number }>(
    `insert into engine.throttles as t (function_id, key, next_at)
     values ($1, $2, now() + ($3::float8 - $4::float8) * interval '1 millisecond')
     on conflict (function_id, key) do update set next_at =
       greatest(t.next_at, now() - $4::float8 * interval '1 millisecond') + $3::float8 * interval '1 millisecond'
     returning (extract(epoch from next_at - now()) * 1000 - $3::float8)::float8 as ms`,
    [functionId, flowKey(rule.key, event), spacingMs, spacingMs * (rule.burst - 1)],
  )
  return Math.max(rows[0]?.ms ?? 0, 0)
}

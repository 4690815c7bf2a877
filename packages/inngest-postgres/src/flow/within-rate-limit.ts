import type { NewEvent } from "../events/incoming-event"
import type { FlowControl } from "../functions/flow-control"
import type { Sql } from "../sql"
import { flowKey } from "./flow-key"

/** Counts a run against a function's rate limit. False when the last period has as many as are allowed. */
export async function withinRateLimit(
  sql: Sql,
  functionId: string,
  rule: NonNullable<FlowControl["rateLimit"]>,
  event: NewEvent,
): Promise<boolean> {
  const recent =
    "array(select hit from unnest(r.hits) hit where hit > now() - $3::float8 * interval '1 millisecond')"
  const { rows } = await sql.query(
    `insert into engine.rate_limits as r (function_id, key, hits) values ($1, $2, array[now()])
     on conflict (function_id, key) do update set hits = ${recent} || now()
       where cardinality(${recent}) < $4::int
     returning key`,
    [functionId, flowKey(rule.key, event), rule.periodMs, rule.limit],
  )
  return rows.length > 0
}

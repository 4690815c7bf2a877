import type { Sql } from "../database"
import type { Kind } from "./documents"
import type { StoredObject } from "./objects"

export interface ListFilter {
  paymentIntent?: string
  charge?: string
  status?: string
  eventTypes?: readonly string[]
  created?: { gt?: number; gte?: number; lt?: number; lte?: number }
}

export interface Page {
  limit: number
  startingAfter?: string
  endingBefore?: string
}

/**
 * Newest first, as Stripe lists. Keyset pages: the cost does not grow with the page's depth.
 * A cursor that names nothing gives `"no such cursor"`.
 */
export async function listObjects<K extends Kind>(
  sql: Sql,
  kind: K,
  filter: ListFilter,
  page: Page,
): Promise<{ rows: StoredObject<K>[]; hasMore: boolean } | "no such cursor"> {
  const params: unknown[] = [kind]
  const where = ["kind = $1"]
  const condition = (sqlText: string, value: unknown) => {
    if (value === undefined) return
    params.push(value)
    where.push(sqlText.replace("?", `$${params.length}`))
  }
  condition("payment_intent = ?", filter.paymentIntent)
  condition("charge = ?", filter.charge)
  condition("status = ?", filter.status)
  condition("event_type = any(?)", filter.eventTypes)
  condition("created > ?", filter.created?.gt)
  condition("created >= ?", filter.created?.gte)
  condition("created < ?", filter.created?.lt)
  condition("created <= ?", filter.created?.lte)

  const cursor = page.startingAfter ?? page.endingBefore
  const backwards = page.startingAfter === undefined && page.endingBefore !== undefined
  if (cursor !== undefined) {
    const found = await sql.query("select 1 from sandbox.objects where kind = $1 and id = $2", [kind, cursor])
    if (found.rows.length === 0) return "no such cursor"
    condition(
      `(created, seq) ${backwards ? ">" : "<"} (select created, seq from sandbox.objects where kind = $1 and id = ?)`,
      cursor,
    )
  }
  const direction = backwards ? "asc" : "desc"
  params.push(page.limit + 1)
  const { rows } = await sql.query<StoredObject<K>>(
    `select object, details from sandbox.objects where ${where.join(" and ")}
      order by created ${direction}, seq ${direction} limit $${params.length}`,
    params,
  )
  const hasMore = rows.length > page.limit
  const kept = rows.slice(0, page.limit)
  return { rows: backwards ? kept.reverse() : kept, hasMore }
}

import { and, asc, desc, eq, gte, inArray, lt, ne, type SQL, sql } from "drizzle-orm"
import { auditLog } from "../audit/tables"
import type { Database } from "../context"
import { discountUses } from "../discounts/tables"
import { AUTOMATIC_CANCELS, REFUND_LATE_AFTER_MS, STALLED_AFTER_MS } from "./attention"
import type { OrderStatus } from "./order"
import type { OrderRow } from "./queries"
import { orderEvents, orderLines, orderNotes, orderSearchTags, orderStages, orders, refunds } from "./tables"

export interface OrderFilter {
  readonly status?: OrderStatus | undefined
  readonly attention?: boolean | undefined
  readonly placedFrom?: Date | undefined
  readonly placedBefore?: Date | undefined
  readonly match?: OrderMatch | undefined
}

/** What a search text may mean. An order that fits any of it is found. */
export interface OrderMatch {
  readonly idPrefix?: string | undefined
  readonly emailTag?: string | undefined
  readonly sku?: string | undefined
  readonly code?: string | undefined
  /** The order must have all of these. */
  readonly nameTags?: readonly string[] | undefined
}

/** Where the page before ended. */
export interface OrderKey {
  readonly placedAt: Date
  readonly id: string
}

/** One page of orders, newest first or oldest first, by keyset: as fast on the last page as on the first. */
export async function listOrdersPage(
  db: Database,
  filter: OrderFilter,
  page: { readonly limit: number; readonly after?: OrderKey | undefined; readonly oldestFirst?: boolean },
  now: Date,
): Promise<OrderRow[]> {
  const place = sql`(${orders.placedAt}, ${orders.id})`
  const after = page.after && sql`(${page.after.placedAt.toISOString()}::timestamptz, ${page.after.id})`
  const direction = page.oldestFirst ? asc : desc
  return db
    .select()
    .from(orders)
    .where(
      and(
        ...conditions(filter, now),
        after && (page.oldestFirst ? sql`${place} > ${after}` : sql`${place} < ${after}`),
      ),
    )
    .orderBy(direction(orders.placedAt), direction(orders.id))
    .limit(page.limit)
}

/** How many orders fit, counted no further than `most`, so that a long queue costs no more than a short one. */
export async function countOrders(
  db: Database,
  filter: OrderFilter,
  most: number,
  now: Date,
): Promise<number> {
  const some = db
    .select({ id: orders.id })
    .from(orders)
    .where(and(...conditions(filter, now)))
    .limit(most)
    .as("some")
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some)
  return row?.count ?? 0
}

/** In the order of the ids; unknown ones are left out. */
export async function listOrdersByIds(db: Database, ids: readonly string[]): Promise<OrderRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(orders)
    .where(inArray(orders.id, [...ids]))
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

function conditions(filter: OrderFilter, now: Date): (SQL | undefined)[] {
  return [
    filter.status ? eq(orders.status, filter.status) : undefined,
    filter.attention ? inArray(orders.id, attentionIds(now)) : undefined,
    filter.placedFrom ? gte(orders.placedAt, filter.placedFrom) : undefined,
    filter.placedBefore ? lt(orders.placedAt, filter.placedBefore) : undefined,
    filter.match ? inArray(orders.id, matchingIds(filter.match)) : undefined,
  ]
}

/** Each branch reads a partial index that holds only what is in trouble, so this does not grow with the orders. */
function attentionIds(now: Date): SQL {
  const refundLate = new Date(now.getTime() - REFUND_LATE_AFTER_MS).toISOString()
  const stalled = new Date(now.getTime() - STALLED_AFTER_MS).toISOString()
  return sql`(
    select ${refunds.orderId} from ${refunds}
      where ${refunds.refundedAt} is null and ${refunds.requestedAt} < ${refundLate}::timestamptz
    union select stalled.id from ${orders} stalled
      where stalled.status = 'pending' and stalled.updated_at < ${stalled}::timestamptz
        and exists (select 1 from ${orderStages} where order_id = stalled.id and status <> 'complete')
    union select disputed.order_id from ${orderEvents} disputed join ${orders} o on o.id = disputed.order_id
      where disputed.kind = 'disputed' and (o.attended_at is null or o.attended_at < disputed.at)
    union select failed.id from ${orders} failed
      where failed.attended_at is null and failed.cancel_reason in ${[...AUTOMATIC_CANCELS]}
  )`
}

function matchingIds({ idPrefix, emailTag, sku, code, nameTags }: OrderMatch): SQL {
  const branches = [
    idPrefix && sql`select id from ${orders} where id >= ${idPrefix} and id < ${`${idPrefix}~`}`,
    emailTag && sql`select id from ${orders} where email_tag = ${emailTag}`,
    sku && sql`select order_id from ${orderLines} where lower(sku) = ${sku.toLowerCase()}`,
    code && sql`select id from ${orders} where discount_code = ${code.toUpperCase()}`,
    nameTags &&
      nameTags.length > 0 &&
      sql`select order_id from ${orderSearchTags} where tag in ${[...nameTags]}
          group by order_id having count(*) = ${nameTags.length}`,
  ].filter((branch): branch is SQL => Boolean(branch))
  if (branches.length === 0) return sql`(select id from ${orders} where false)`
  return sql`(${sql.join(branches, sql` union `)})`
}

export async function insertSearchTags(
  db: Database,
  orderId: string,
  tags: readonly string[],
): Promise<void> {
  if (tags.length === 0) return
  await db
    .insert(orderSearchTags)
    .values(tags.map((tag) => ({ orderId, tag })))
    .onConflictDoNothing()
}

export async function listOrderIdsByEmail(db: Database, emailTag: string): Promise<string[]> {
  const rows = await db.select({ id: orders.id }).from(orders).where(eq(orders.emailTag, emailTag))
  return rows.map(({ id }) => id)
}

export async function deleteOrderNotes(db: Database, orderId: string): Promise<void> {
  await db.delete(orderNotes).where(eq(orderNotes.orderId, orderId))
}

/** How often orders of the same buyer have redeemed the code and kept it. */
export async function countRedeemedBySameBuyer(
  db: Database,
  { code, emailTag, exceptOrderId }: { code: string; emailTag: string; exceptOrderId: string },
): Promise<number> {
  const [row] = await db
    .select({ uses: sql<number>`count(*)::int` })
    .from(orders)
    .innerJoin(discountUses, eq(discountUses.orderId, orders.id))
    .where(
      and(
        eq(orders.emailTag, emailTag),
        eq(discountUses.code, code),
        eq(discountUses.state, "redeemed"),
        ne(orders.id, exceptOrderId),
      ),
    )
  return row?.uses ?? 0
}

/** Inside a transaction: by the old name the order is found no more. */
export async function replaceSearchTags(
  db: Database,
  orderId: string,
  tags: readonly string[],
): Promise<void> {
  await db.delete(orderSearchTags).where(eq(orderSearchTags.orderId, orderId))
  await insertSearchTags(db, orderId, tags)
}

export async function listOpenRefundsOf(db: Database, orderIds: readonly string[]) {
  if (orderIds.length === 0) return []
  return db
    .select({ orderId: refunds.orderId, requestedAt: refunds.requestedAt })
    .from(refunds)
    .where(and(inArray(refunds.orderId, [...orderIds]), sql`${refunds.refundedAt} is null`))
}

export async function listDisputesOf(db: Database, orderIds: readonly string[]) {
  if (orderIds.length === 0) return []
  return db
    .select({ orderId: orderEvents.orderId, at: orderEvents.at })
    .from(orderEvents)
    .where(and(inArray(orderEvents.orderId, [...orderIds]), eq(orderEvents.kind, "disputed")))
}

export type OrderNoteRow = typeof orderNotes.$inferSelect

export async function insertOrderNote(
  db: Database,
  row: Omit<typeof orderNotes.$inferInsert, "id">,
): Promise<void> {
  await db.insert(orderNotes).values(row)
}

export async function listOrderNotes(db: Database, orderId: string): Promise<OrderNoteRow[]> {
  return db.select().from(orderNotes).where(eq(orderNotes.orderId, orderId)).orderBy(asc(orderNotes.id))
}

export async function setAttended(db: Database, orderId: string, at: Date): Promise<void> {
  await db.update(orders).set({ attendedAt: at }).where(eq(orders.id, orderId))
}

/** Whether this person's look at this buyer has been logged since. */
export async function hasLoggedViewing(
  db: Database,
  viewing: { readonly actor: string; readonly subject: string; readonly since: Date },
): Promise<boolean> {
  const rows = await db
    .select({ sequence: auditLog.sequence })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subject, viewing.subject),
        eq(auditLog.actor, viewing.actor),
        eq(auditLog.action, "buyer.viewed"),
        gte(auditLog.at, viewing.since),
      ),
    )
    .limit(1)
  return rows.length > 0
}

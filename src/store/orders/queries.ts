import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  type SQL,
  sql,
} from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Database } from "../context"
import { outbox } from "../outbox/tables"
import { rowsAsJson } from "../rows-as-json"
import type { Stage } from "./order"
import { STAGES } from "./order"
import { checkouts, orderEvents, orderLines, orderStages, orders, refunds, webhookEvents } from "./tables"

export type CheckoutRow = typeof checkouts.$inferSelect
export type OrderRow = typeof orders.$inferSelect
export type OrderLineRow = typeof orderLines.$inferSelect
export type StageRow = typeof orderStages.$inferSelect
export type OrderEventRow = typeof orderEvents.$inferSelect
export type RefundRow = typeof refunds.$inferSelect

/** Inserts the checkout and, in the same statement, sets its stock aside. */
export async function insertHeldCheckout(
  db: Database,
  row: typeof checkouts.$inferInsert,
  hold: SQL,
): Promise<CheckoutRow> {
  const [inserted] = await db
    .insert(checkouts)
    .values(row)
    .returning({ ...getTableColumns(checkouts), hold: sql`${hold}` })
  if (!inserted) throw new Error("unreachable: an insert without a conflict clause returns its row")
  const { hold: none, ...checkout } = inserted
  return checkout
}

export async function updateCheckout(
  db: Database,
  orderId: string,
  change: Partial<Pick<CheckoutRow, "state" | "sessionId" | "sessionUrl" | "expiresAt">>,
): Promise<void> {
  await db.update(checkouts).set(change).where(eq(checkouts.orderId, orderId))
}

/** Writes down where an open checkout is paid; false when it is over, after waiting for whoever is ending it. */
export async function keepSession(
  db: Database,
  orderId: string,
  session: { readonly id: string; readonly url: string },
): Promise<boolean> {
  const kept = await db
    .update(checkouts)
    .set({ sessionId: session.id, sessionUrl: session.url })
    .where(and(eq(checkouts.orderId, orderId), eq(checkouts.state, "open")))
    .returning({ orderId: checkouts.orderId })
  return kept.length > 0
}

export async function findCheckout(db: Database, orderId: string): Promise<CheckoutRow | undefined> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId))
  return row
}

/** The last of the chain that begins with the checkout. */
export async function findLatestCheckout(db: Database, orderId: string): Promise<CheckoutRow | undefined> {
  const checkout = await findCheckout(db, orderId)
  return checkout?.replacedBy ? findLatestCheckout(db, checkout.replacedBy) : checkout
}

/** The checkout, locked until the transaction ends: everything that decides an order's fate queues here. */
export async function lockCheckout(db: Database, orderId: string): Promise<CheckoutRow | undefined> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId)).for("update")
  return row
}

/** Makes `next` the successor of the checkout; false when it has one already. Who comes meanwhile waits. */
export async function claimSuccession(db: Database, orderId: string, next: string): Promise<boolean> {
  const claimed = await db
    .update(checkouts)
    .set({ replacedBy: next })
    .where(and(eq(checkouts.orderId, orderId), isNull(checkouts.replacedBy)))
    .returning({ orderId: checkouts.orderId })
  return claimed.length > 0
}

/** Those whose time to pay is over, and those whose bank is to be asked again. */
export async function listDueCheckouts(db: Database, now: Date, limit: number): Promise<CheckoutRow[]> {
  return db
    .select()
    .from(checkouts)
    .where(and(inArray(checkouts.state, ["open", "confirming"]), lte(checkouts.expiresAt, now)))
    .orderBy(asc(checkouts.expiresAt))
    .limit(limit)
}

/** Of the orders: which session paid for each that was paid. */
export async function listPaidCheckouts(
  db: Database,
  orderIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (orderIds.length === 0) return new Map()
  const rows = await db
    .select({ orderId: orders.id, sessionId: orders.sessionId })
    .from(orders)
    .where(inArray(orders.id, [...orderIds]))
  return new Map(rows.map(({ orderId, sessionId }) => [orderId, sessionId]))
}

/** Orders placed before, whose first stage has not begun although the engine took their event. */
export async function listUnbegunOrders(db: Database, placedBefore: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(orderStages, and(eq(orderStages.orderId, orders.id), eq(orderStages.stage, STAGES[0])))
    .innerJoin(outbox, eq(outbox.id, sql`'order.placed:' || ${orders.id}`))
    .where(
      and(
        eq(orders.status, "pending"),
        eq(orderStages.status, "pending"),
        lt(orders.placedAt, placedBefore),
        isNotNull(outbox.sentAt),
        notExists(
          db
            .select({ id: again.id })
            .from(again)
            .where(eq(again.id, sql`'order.placed:' || ${orders.id} || ':again'`)),
        ),
      ),
    )
    .orderBy(asc(orders.placedAt))
    .limit(limit)
  return rows.map(({ id }) => id)
}

const again = alias(outbox, "again")

export async function insertOrder(
  db: Database,
  row: typeof orders.$inferInsert,
  lines: Omit<typeof orderLines.$inferInsert, "orderId" | "position">[],
): Promise<void> {
  await db.insert(orders).values(row)
  await db.insert(orderLines).values(lines.map((line, position) => ({ ...line, orderId: row.id, position })))
  await db
    .insert(orderStages)
    .values(STAGES.map((stage) => ({ orderId: row.id, stage, status: "pending" as const })))
}

export async function findOrder(db: Database, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await db.select().from(orders).where(eq(orders.id, orderId))
  return row
}

export async function lockOrder(db: Database, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await db.select().from(orders).where(eq(orders.id, orderId)).for("update")
  return row
}

export async function findOrderByPaymentIntent(
  db: Database,
  paymentIntentId: string,
): Promise<OrderRow | undefined> {
  const [row] = await db.select().from(orders).where(eq(orders.paymentIntentId, paymentIntentId))
  return row
}

export async function listOrderLines(db: Database, orderIds: readonly string[]): Promise<OrderLineRow[]> {
  if (orderIds.length === 0) return []
  return db
    .select()
    .from(orderLines)
    .where(inArray(orderLines.orderId, [...orderIds]))
    .orderBy(asc(orderLines.orderId), asc(orderLines.position))
}

export async function updateOrderLine(
  db: Database,
  { orderId, position }: { readonly orderId: string; readonly position: number },
  change: Pick<OrderLineRow, "variantId" | "size" | "color">,
): Promise<void> {
  await db
    .update(orderLines)
    .set(change)
    .where(and(eq(orderLines.orderId, orderId), eq(orderLines.position, position)))
}

export async function listStages(db: Database, orderIds: readonly string[]): Promise<StageRow[]> {
  if (orderIds.length === 0) return []
  return db
    .select()
    .from(orderStages)
    .where(inArray(orderStages.orderId, [...orderIds]))
}

export async function listOrderEvents(db: Database, orderId: string) {
  return db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(asc(orderEvents.id))
}

export interface RecentOrder extends Pick<OrderRow, "id" | "status" | "placedAt" | "updatedAt" | "version"> {
  readonly lines: readonly OrderLineRow[]
  readonly stages: readonly StageRow[]
}

/** The newest orders without anything of the buyers', newest first, in one statement. */
export async function listRecentOrders(db: Database, limit: number): Promise<RecentOrder[]> {
  return db
    .select({
      id: orders.id,
      status: orders.status,
      placedAt: orders.placedAt,
      updatedAt: orders.updatedAt,
      version: orders.version,
      lines: rowsAsJson(orderLines, eq(orderLines.orderId, orders.id), orderLines.position),
      stages: rowsAsJson(orderStages, eq(orderStages.orderId, orders.id), orderStages.stage),
    })
    .from(orders)
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(limit)
}

/** Changes the order and raises its version, so that every viewer is told. */
export async function updateOrder(
  db: Database,
  orderId: string,
  change: Partial<
    Pick<OrderRow, "status" | "cancelReason" | "capturedCents" | "tracking" | "personal" | "emailTag">
  >,
  now: Date,
): Promise<void> {
  await db
    .update(orders)
    .set({ ...change, version: sql`${orders.version} + 1`, updatedAt: now })
    .where(eq(orders.id, orderId))
}

/**
 * Changes a stage that is not complete, tells of it in the order's events if there is a text, and raises the order's
 * version, all in one statement: each order does this eight times. False when the stage is complete, or not there.
 */
export async function advanceStage(
  db: Database,
  { orderId, stage }: { readonly orderId: string; readonly stage: Stage },
  change: Partial<Pick<StageRow, "status" | "startedAt" | "finishedAt" | "error">> & {
    readonly countAttempt?: boolean
  },
  text: string | null,
  now: Date,
): Promise<boolean> {
  const { countAttempt, ...columns } = change
  const advanced = db.$with("advanced").as(
    db
      .update(orderStages)
      .set({ ...columns, ...(countAttempt ? { attempts: sql`${orderStages.attempts} + 1` } : {}) })
      .where(
        and(
          eq(orderStages.orderId, orderId),
          eq(orderStages.stage, stage),
          ne(orderStages.status, "complete"),
        ),
      )
      .returning({ orderId: orderStages.orderId }),
  )
  const told = db.$with("told").as(
    db
      .insert(orderEvents)
      .select(
        sql`select nextval(pg_get_serial_sequence('order_events', 'id')), order_id, ${stage}, ${text}, ${now.toISOString()}::timestamptz
          from advanced where ${text}::text is not null`,
      )
      .returning({ id: orderEvents.id }),
  )
  const raised = await db
    .with(advanced, told)
    .update(orders)
    .set({ version: sql`${orders.version} + 1`, updatedAt: now })
    .where(sql`${orders.id} in (select order_id from advanced)`)
    .returning({ id: orders.id })
  return raised.length > 0
}

export async function insertOrderEvent(
  db: Database,
  event: { orderId: string; kind: string; text: string; at: Date },
): Promise<void> {
  await db.insert(orderEvents).values(event)
}

export async function insertWebhookEvent(
  db: Database,
  row: typeof webhookEvents.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(webhookEvents)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id })
  return inserted.length > 0
}

/** Gives the order the events about its payment that came before it; answers with their types. */
export async function claimWebhookEvents(
  db: Database,
  paymentIntentId: string,
  orderId: string,
): Promise<string[]> {
  const claimed = await db
    .update(webhookEvents)
    .set({ orderId, outcome: "noted" })
    .where(and(eq(webhookEvents.paymentIntentId, paymentIntentId), isNull(webhookEvents.orderId)))
    .returning({ type: webhookEvents.type })
  return claimed.map(({ type }) => type)
}

/** Until the transaction ends, nobody else decides whether this payment has an order. */
export async function lockPayment(db: Database, paymentIntentId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`payment:${paymentIntentId}`}, 0))`)
}

/** Records that money is to go back; false when this refund was recorded before. */
export async function insertRefund(db: Database, row: typeof refunds.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(refunds).values(row).onConflictDoNothing().returning({ id: refunds.id })
  return inserted.length > 0
}

export async function listRefunds(db: Database, orderId: string): Promise<RefundRow[]> {
  return db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(asc(refunds.requestedAt))
}

/** Lowers a refund that was not sent yet; nothing left of it is no refund. */
export async function trimRefund(
  db: Database,
  id: string,
  amountCents: number,
  idempotencyKey: string,
): Promise<void> {
  const unsent = and(eq(refunds.id, id), isNull(refunds.refundedAt))
  if (amountCents === 0) await db.delete(refunds).where(unsent)
  else await db.update(refunds).set({ amountCents, idempotencyKey }).where(unsent)
}

export async function listOpenRefunds(db: Database, requestedBefore: Date): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(and(isNull(refunds.refundedAt), lt(refunds.requestedAt, requestedBefore)))
    .orderBy(asc(refunds.requestedAt))
    .limit(100)
}

/** False when that was written down before. */
export async function markRefunded(
  db: Database,
  id: string,
  providerRefundId: string,
  now: Date,
): Promise<boolean> {
  const marked = await db
    .update(refunds)
    .set({ providerRefundId, refundedAt: now })
    .where(and(eq(refunds.id, id), isNull(refunds.refundedAt)))
    .returning({ id: refunds.id })
  return marked.length > 0
}

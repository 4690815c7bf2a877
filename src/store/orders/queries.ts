import { and, asc, desc, eq, inArray, isNull, lt, lte, sql } from "drizzle-orm"
import type { Database } from "../context"
import type { Stage } from "./order"
import { STAGES } from "./order"
import { checkouts, orderEvents, orderLines, orderStages, orders, refunds, webhookEvents } from "./tables"

export type CheckoutRow = typeof checkouts.$inferSelect
export type OrderRow = typeof orders.$inferSelect
export type OrderLineRow = typeof orderLines.$inferSelect
export type StageRow = typeof orderStages.$inferSelect
export type RefundRow = typeof refunds.$inferSelect

export async function insertCheckout(db: Database, row: typeof checkouts.$inferInsert): Promise<void> {
  await db.insert(checkouts).values(row)
}

export async function updateCheckout(
  db: Database,
  orderId: string,
  change: Partial<Pick<CheckoutRow, "state" | "sessionId" | "sessionUrl" | "expiresAt">>,
): Promise<void> {
  await db.update(checkouts).set(change).where(eq(checkouts.orderId, orderId))
}

export async function findCheckout(db: Database, orderId: string): Promise<CheckoutRow | undefined> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId))
  return row
}

/** The checkout, locked until the transaction ends: everything that decides an order's fate queues here. */
export async function lockCheckout(db: Database, orderId: string): Promise<CheckoutRow | undefined> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId)).for("update")
  return row
}

export async function listDueCheckouts(db: Database, now: Date, limit: number): Promise<CheckoutRow[]> {
  return db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.state, "open"), lte(checkouts.expiresAt, now)))
    .orderBy(asc(checkouts.expiresAt))
    .limit(limit)
}

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

export async function listRecentOrders(db: Database, limit: number): Promise<OrderRow[]> {
  return db.select().from(orders).orderBy(desc(orders.placedAt), desc(orders.id)).limit(limit)
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

export async function updateStage(
  db: Database,
  orderId: string,
  stage: Stage,
  change: Partial<Pick<StageRow, "status" | "startedAt" | "finishedAt" | "error">> & {
    countAttempt?: boolean
  },
): Promise<void> {
  const { countAttempt, ...columns } = change
  await db
    .update(orderStages)
    .set({ ...columns, ...(countAttempt ? { attempts: sql`${orderStages.attempts} + 1` } : {}) })
    .where(and(eq(orderStages.orderId, orderId), eq(orderStages.stage, stage)))
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

/** Records that money is to go back; false when this refund was recorded before. */
export async function insertRefund(db: Database, row: typeof refunds.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(refunds).values(row).onConflictDoNothing().returning({ id: refunds.id })
  return inserted.length > 0
}

export async function listRefunds(db: Database, orderId: string): Promise<RefundRow[]> {
  return db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(asc(refunds.requestedAt))
}

export async function listOpenRefunds(db: Database, requestedBefore: Date): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(and(isNull(refunds.refundedAt), lt(refunds.requestedAt, requestedBefore)))
    .orderBy(asc(refunds.requestedAt))
    .limit(100)
}

export async function markRefunded(
  db: Database,
  id: string,
  providerRefundId: string,
  now: Date,
): Promise<void> {
  await db.update(refunds).set({ providerRefundId, refundedAt: now }).where(eq(refunds.id, id))
}

import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import {
  findOrder,
  insertOrderEvent,
  insertRefund,
  listRefunds,
  lockOrder,
  type OrderRow,
  type RefundRow,
  trimRefund,
  updateOrder,
} from "./queries"

interface Reconciled {
  /** Sent back without the shop, and not known before. */
  readonly byHandCents: number
  /** Whether recorded refunds were cut down to what is left of the payment. */
  readonly trimmed: boolean
}

/**
 * Writes down what the provider has sent back and the shop did not ask for, as when someone refunds on the
 * provider's own pages, and tells the operators. `refused` names recorded refunds that the provider turned down
 * just now: they are cut down to what is left.
 * @throws StoreError SERVICE_UNAVAILABLE when the provider does not answer, or while a refund of our own is on its
 * way and can't be told from others; try again
 */
export async function reconcileRefunds(
  ctx: Context,
  orderId: string,
  refused: readonly string[] = [],
): Promise<Reconciled> {
  const order = await findOrder(ctx.db, orderId)
  // A stray payment has no order to reconcile with; its refund stays open, and operators were told.
  if (!order?.sessionId || !order.paymentIntentId) return { byHandCents: 0, trimmed: false }
  const { refundedCents } = await ctx.ports.payments.getSession(order.sessionId)
  const reconciled = await inTransaction(ctx, async (tx) => {
    await lockOrder(tx.db, orderId)
    const rows = (await listRefunds(tx.db, orderId)).filter(
      ({ paymentIntentId }) => paymentIntentId === order.paymentIntentId,
    )
    const byHandCents = await recordByHand(tx, order, rows, refundedCents, refused)
    const left = (order.capturedCents ?? order.totalCents) - refundedCents
    return { byHandCents, trimmed: await trim(tx, rows, refused, left) }
  })
  if (reconciled.byHandCents > 0) {
    await ctx.ports.alerts.raise({
      key: `refunded:${order.paymentIntentId}:${refundedCents}`,
      kind: "refunded",
      message: `A refund of order ${orderId} was made at the provider, not by the shop.`,
      orderId,
    })
  }
  return reconciled
}

async function recordByHand(
  tx: Context,
  order: OrderRow,
  rows: readonly RefundRow[],
  refundedCents: number,
  refused: readonly string[],
): Promise<number> {
  const known = rows.filter(({ refundedAt }) => refundedAt !== null)
  const byHandCents = refundedCents - known.reduce((sum, { amountCents }) => sum + amountCents, 0)
  if (byHandCents <= 0 || order.paymentIntentId === null) return 0
  if (rows.some(({ id, refundedAt }) => refundedAt === null && !refused.includes(id))) {
    throw new StoreError("SERVICE_UNAVAILABLE", "A refund of this order is on its way.")
  }
  await insertRefund(tx.db, {
    id: newId("refund"),
    orderId: order.id,
    paymentIntentId: order.paymentIntentId,
    amountCents: byHandCents,
    reason: "refunded-at-provider",
    requestedBy: actorName(tx.actor),
    idempotencyKey: `by-hand:${order.paymentIntentId}:${refundedCents}`,
    requestedAt: tx.now(),
    refundedAt: tx.now(),
  })
  const text = "The store has refunded a payment by hand"
  await insertOrderEvent(tx.db, { orderId: order.id, kind: "refunded", text, at: tx.now() })
  await updateOrder(tx.db, order.id, {}, tx.now())
  return byHandCents
}

async function trim(
  tx: Context,
  rows: readonly RefundRow[],
  refused: readonly string[],
  left: number,
): Promise<boolean> {
  let rest = left
  let trimmed = false
  for (const { id, amountCents, idempotencyKey } of rows.filter((row) => refused.includes(row.id))) {
    const amount = Math.min(amountCents, rest)
    rest -= amount
    if (amount === amountCents) continue
    // Another amount is another request to the provider, so it needs another key.
    await trimRefund(tx.db, id, amount, `${idempotencyKey}:rest-${amount}`)
    trimmed = true
  }
  return trimmed
}

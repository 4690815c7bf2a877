import { actorName } from "../actor"
import { type Context, inTransaction } from "../context"
import { returnDiscount } from "../discounts/return-discount"
import { newId } from "../identifiers"
import { moveStock } from "../inventory/move-stock"
import { deleteHolds, findOrderMovements } from "../inventory/queries"
import { tellOfStock } from "../inventory/tell-of-stock"
import { CANCEL_REASONS, type CancelReason } from "./order"
import { insertOrderEvent, insertRefund, listRefunds, lockOrder, type OrderRow, updateOrder } from "./queries"
import { requireOrder } from "./require-order"

/**
 * Ends an order that will not be delivered: stock back on the shelf, code usable again, refund recorded, status
 * cancelled with its reason. One transaction; repeating it changes nothing. The money itself moves in
 * refund-order, which this leaves behind as an open refund.
 */
export async function failOrder(
  ctx: Context,
  orderId: string,
  reason: CancelReason,
): Promise<{ readonly cancelled: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    if (order.status === "cancelled" || order.status === "shipped") return { cancelled: false }
    await releaseStock(tx, orderId)
    await returnDiscount(tx, orderId)
    await recordRefund(tx, order, reason)
    await updateOrder(tx.db, orderId, { status: "cancelled", cancelReason: reason }, tx.now())
    await insertOrderEvent(tx.db, { orderId, kind: "cancelled", text: CANCEL_REASONS[reason], at: tx.now() })
    return { cancelled: true }
  })
}

async function releaseStock(tx: Context, orderId: string): Promise<void> {
  await deleteHolds(tx.db, orderId)
  const movements = await findOrderMovements(tx.db, orderId)
  if (movements.some(({ mode }) => mode === "order_release")) return
  const kept = unitsKept(movements)
  if (kept.length === 0) return
  await moveStock(
    tx,
    {
      batchId: `release:${orderId}`,
      mode: "order_release",
      source: "order",
      reason: "Returned by a cancelled order",
      orderId,
    },
    kept.map(({ variantId, units }) => ({ variantId, quantityChange: units })),
  )
  const key = `release:${orderId}`
  await tellOfStock(tx, { key, source: "order", reason: "order_release", causeId: orderId }, kept)
}

/** What the order has taken and not given back; a size that another was sent for is back on the shelf already. */
function unitsKept(
  movements: readonly { readonly variantId: string; readonly quantityChange: number }[],
): { variantId: string; units: number }[] {
  const units = new Map<string, number>()
  for (const { variantId, quantityChange } of movements)
    units.set(variantId, (units.get(variantId) ?? 0) - quantityChange)
  return [...units].flatMap(([variantId, kept]) => (kept > 0 ? [{ variantId, units: kept }] : []))
}

/** Everything that was paid and has not gone back yet, under the one key that a dying order has. */
async function recordRefund(tx: Context, order: OrderRow, reason: CancelReason): Promise<void> {
  if (order.paymentIntentId === null) return
  const earlier = await listRefunds(tx.db, order.id)
  const returned = earlier
    .filter(({ paymentIntentId }) => paymentIntentId === order.paymentIntentId)
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
  const amountCents = (order.capturedCents ?? order.totalCents) - returned
  if (amountCents <= 0) return
  await insertRefund(tx.db, {
    id: newId("refund"),
    orderId: order.id,
    paymentIntentId: order.paymentIntentId,
    amountCents,
    reason,
    requestedBy: actorName(tx.actor),
    idempotencyKey: `refund:${order.id}`,
    requestedAt: tx.now(),
  })
}

import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { addOrderNote } from "./add-order-note"
import { failOrder } from "./fail-order"
import { insertOrderEvent, listStages, lockOrder, updateOrder } from "./queries"
import type { StatusChange } from "./request-order-status"
import { requireOrder } from "./require-order"
import { requireStatusChange } from "./require-status-change"

const BY = { buyer: "cancelled-by-customer", desk: "cancelled-by-admin" } as const
const EVENT_TEXTS = { fulfilled: "Packed", shipped: "Shipped" } as const

/**
 * Moves an order on: packed, shipped, or cancelled with its stock and code given back and its refund recorded; the
 * money itself moves in refund-order. One transaction with its line in the audit log. An order that is there
 * already with the same tracking is left as it is, so that it may be asked twice.
 * @throws StoreError NOT_FOUND; CONFLICT when the order may not become this
 */
export async function updateOrderStatus(
  ctx: Context,
  { orderId, status, tracking, notes }: StatusChange,
): Promise<{ readonly changed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    if (order.status === status && (tracking === undefined || order.tracking === tracking)) {
      return { changed: false }
    }
    requireStatusChange(tx.actor, order, await listStages(tx.db, [orderId]), status)
    if (status === "cancelled")
      await failOrder(tx, orderId, BY[tx.actor.kind === "shopper" ? "buyer" : "desk"])
    if (status === "fulfilled" || status === "shipped") {
      await updateOrder(tx.db, orderId, { status, ...(tracking ? { tracking } : {}) }, tx.now())
      await insertOrderEvent(tx.db, { orderId, kind: status, text: EVENT_TEXTS[status], at: tx.now() })
    }
    if (notes) await addOrderNote(tx, { orderId, text: notes })
    await recordAudit(tx, {
      action: `order.${status}`,
      subject: orderId,
      before: { status: order.status, tracking: order.tracking },
      after: { status, tracking: tracking ?? order.tracking },
    })
    return { changed: true }
  })
}

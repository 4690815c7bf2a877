import { StoreError } from "../../errors"
import { lineLabel } from "../cart/cart"
import { type Context, inTransaction } from "../context"
import { holdStock } from "../inventory/hold-stock"
import { moveStock } from "../inventory/move-stock"
import { deleteHolds, findOrderMovements, insertHolds } from "../inventory/queries"
import { tellOfStock } from "../inventory/tell-of-stock"
import { listOrderLines, lockOrder, type OrderLineRow } from "./queries"
import { redeemCode } from "./redeem-code"
import { requireOrder } from "./require-order"

/**
 * Second stage: the checkout's hold becomes a reservation in the ledger, or the stock is taken now if the hold
 * is over; the discount code is redeemed. One transaction; repeating it is harmless.
 * @throws StoreError INVENTORY_UNAVAILABLE or DISCOUNT_REDEEMED when someone else has it now; CONFLICT when the
 * order was cancelled meanwhile. None of them is worth retrying.
 */
export async function reserveInventory(ctx: Context, orderId: string): Promise<{ units: number }> {
  return inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    const lines = await listOrderLines(tx.db, [orderId])
    const units = lines.reduce((sum, line) => sum + line.quantity, 0)
    const taken = await findOrderMovements(tx.db, orderId)
    if (taken.some(({ mode }) => mode === "order_reservation")) return { units }
    if (order.status === "cancelled") throw new StoreError("CONFLICT", "The order was cancelled.")

    const held = await deleteHolds(tx.db, orderId)
    if (held.length === 0) await takeFreeStock(tx, orderId, lines)
    await moveStock(
      tx,
      {
        batchId: `reservation:${orderId}`,
        mode: "order_reservation",
        source: "order",
        reason: "Reserved for an order",
        orderId,
      },
      lines.map((line) => ({ variantId: line.variantId, quantityChange: -line.quantity })),
    )
    await redeemCode(tx, order)
    const key = `reservation:${orderId}`
    await tellOfStock(tx, { key, source: "order", reason: "order_reservation", causeId: orderId }, lines)
    return { units }
  })
}

/** A late payment may only take what no other checkout holds: it holds it for a moment, which says no if it can't. */
async function takeFreeStock(tx: Context, orderId: string, lines: readonly OrderLineRow[]): Promise<void> {
  await holdStock(
    orderId,
    lines.map((line) => ({ ...line, label: lineLabel(line.productName, line) })),
    (hold) => insertHolds(tx.db, hold),
  )
  await deleteHolds(tx.db, orderId)
}

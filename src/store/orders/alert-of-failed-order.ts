import type { Context } from "../context"
import { AUTOMATIC_CANCELS } from "./attention"
import { CANCEL_REASONS } from "./order"
import { findOrder } from "./queries"
import { requireOrder } from "./require-order"

/**
 * Tells the operators, once, that an order's workflow gave up: that a paid order could not be delivered, or that
 * one which is no longer theirs to cancel needs a look. Orders that people cancelled are no news.
 */
export async function alertOfFailedOrder(ctx: Context, orderId: string): Promise<void> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  if (order.cancelReason !== null && !AUTOMATIC_CANCELS.includes(order.cancelReason)) return
  await ctx.ports.alerts.raise({
    key: `order-failed:${orderId}`,
    kind: "order-failed",
    message:
      order.cancelReason === null
        ? `The workflow of order ${orderId} failed; the order is ${order.status} and was left as it is.`
        : `Order ${orderId} failed: ${CANCEL_REASONS[order.cancelReason]}`,
    orderId,
  })
}

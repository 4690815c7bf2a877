import type { Context } from "../context"
import { CANCEL_REASONS } from "./order"
import { findOrder } from "./queries"
import { requireOrder } from "./require-order"

/** Tells the operators, once, that a paid order could not be delivered. */
export async function alertOfFailedOrder(ctx: Context, orderId: string): Promise<void> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  await ctx.ports.alerts.raise({
    key: `order-failed:${orderId}`,
    kind: "order-failed",
    message: `Order ${orderId} failed: ${CANCEL_REASONS[order.cancelReason ?? "workflow-failed"]}`,
    orderId,
  })
}

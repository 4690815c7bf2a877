import type { Context } from "../context"
import { requestOrderStatus } from "./request-order-status"

/**
 * The buyer's own cancellation, until the order is packed. The workflow gives stock, code and money back.
 * @throws StoreError NOT_FOUND; CONFLICT once the order is packed, shipped or cancelled
 */
export async function cancelOwnOrder(ctx: Context, orderId: string): Promise<{ readonly requestId: string }> {
  return requestOrderStatus({ ...ctx, actor: { kind: "shopper" } }, { orderId, status: "cancelled" })
}

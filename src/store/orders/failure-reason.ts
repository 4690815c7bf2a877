import type { Context } from "../context"
import { findDiscountUse } from "../discounts/queries"
import { findOrderMovements } from "../inventory/queries"
import type { CancelReason } from "./order"
import { findOrder, listStages } from "./queries"

/** Why the order's workflow gave up, read from what the stages left behind. */
export async function failureReason(ctx: Context, orderId: string): Promise<CancelReason> {
  const failed = (await listStages(ctx.db, [orderId])).find(({ status }) => status === "failed")
  if (failed?.stage === "capture-payment") return "payment-mismatch"
  if (failed?.stage !== "reserve-inventory") return "workflow-failed"
  const order = await findOrder(ctx.db, orderId)
  const reserved = await findOrderMovements(ctx.db, orderId)
  const use = await findDiscountUse(ctx.db, orderId)
  if (reserved.length === 0 && order?.discountCode && use?.state === "returned") return "discount-spent"
  return "sold-out"
}

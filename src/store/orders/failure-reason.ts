import type { Context } from "../context"
import { findDiscountCode, findDiscountUse } from "../discounts/queries"
import type { CancelReason } from "./order"
import { findOrder, listStages, type OrderRow } from "./queries"
import { requireOrder } from "./require-order"

/** Why the order's workflow gave up, read from what the stages left behind. */
export async function failureReason(ctx: Context, orderId: string): Promise<CancelReason> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  const failed = (await listStages(ctx.db, [orderId])).find(({ status }) => status === "failed")
  if (failed?.stage === "capture-payment" && (order.capturedCents ?? 0) !== order.totalCents) {
    return "payment-mismatch"
  }
  if (failed?.stage !== "reserve-inventory") return "workflow-failed"
  return (await isCodeSpent(ctx, order)) ? "discount-spent" : "sold-out"
}

/** The checkout gave the code back, and by now others have all of its uses. */
async function isCodeSpent(ctx: Context, { id, discountCode }: OrderRow): Promise<boolean> {
  const code = discountCode === null ? undefined : await findDiscountCode(ctx.db, discountCode)
  if (!code || (await findDiscountUse(ctx.db, id))?.state !== "returned") return false
  return code.timesHeld + code.timesRedeemed >= code.maxRedemptions
}

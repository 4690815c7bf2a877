import type { Context } from "../context"
import { listCodesByName } from "../discounts/desk-queries"
import { findDiscountCode, findDiscountUse } from "../discounts/queries"
import { countRedeemedBySameBuyer } from "./desk-queries"
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
  if (await isCodeSpent(ctx, order)) return "discount-spent"
  return (await hasBuyerHadEnough(ctx, order)) ? "discount-per-person" : "sold-out"
}

/** The checkout gave the code back, and by now others have all of its uses. */
async function isCodeSpent(ctx: Context, { id, discountCode }: OrderRow): Promise<boolean> {
  const code = discountCode === null ? undefined : await findDiscountCode(ctx.db, discountCode)
  if (!code || (await findDiscountUse(ctx.db, id))?.state !== "returned") return false
  return code.timesHeld + code.timesRedeemed >= code.maxRedemptions
}

/** The same question as in redeem-code, which said no. */
async function hasBuyerHadEnough(ctx: Context, { id, discountCode, emailTag }: OrderRow): Promise<boolean> {
  const [code] = discountCode === null ? [] : await listCodesByName(ctx.db, [discountCode])
  if (!code?.maxPerPerson || emailTag === null) return false
  const query = { code: code.code, emailTag, exceptOrderId: id }
  return (await countRedeemedBySameBuyer(ctx.db, query)) >= code.maxPerPerson
}

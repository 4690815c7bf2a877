import type Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { findObject } from "../storage/objects"
import { ApiError, resourceMissing } from "./api-error"
import type { SessionParameters } from "./session-parameters"

/** The coupon that a new session names, if it names one and the coupon can still be used. */
export async function findSessionCoupon(
  work: Work,
  { discounts }: SessionParameters,
  currency: string,
): Promise<Stripe.Coupon | null> {
  const param = "discounts[0][coupon]"
  const id = discounts?.[0]?.coupon
  if (id === undefined) return null
  const found = await findObject(work.sql, "coupon", id)
  if (!found) throw resourceMissing("coupon", id, param, 400)
  const coupon = found.object
  const expired = coupon.redeem_by !== null && coupon.redeem_by <= unixSeconds(work.now)
  const usedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions
  if (expired || usedUp || !coupon.valid) {
    throw new ApiError(`Coupon ${id} is expired or has been redeemed the maximum number of times.`, {
      code: "coupon_expired",
      param,
    })
  }
  if (coupon.amount_off !== null && coupon.currency !== currency) {
    throw new ApiError(`The coupon's currency (${coupon.currency}) must match the session's (${currency}).`, {
      param,
    })
  }
  return coupon
}

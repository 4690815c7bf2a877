import type Stripe from "stripe"
import { newId } from "../identifiers"

/** A coupon as it is applied to one session. */
export function buildDiscount(coupon: Stripe.Coupon, sessionId: string, created: number): Stripe.Discount {
  return {
    id: newId("di"),
    object: "discount",
    checkout_session: sessionId,
    customer: null,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: coupon.id, type: "coupon" },
    start: created,
    subscription: null,
    subscription_item: null,
  }
}

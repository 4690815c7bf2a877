import type Stripe from "stripe"
import type { Work } from "../context"
import type { Contact } from "../storage/documents"
import { findObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"

/** Closes a session as complete, with what its buyer told us, and counts its coupon. */
export async function completeSession(
  work: Work,
  { object: session, details }: StoredObject<"checkout.session">,
  contact: Contact,
  paymentStatus: Stripe.Checkout.Session.PaymentStatus,
): Promise<void> {
  session.status = "complete"
  session.payment_status = paymentStatus
  session.customer_details = {
    address: contact.address,
    business_name: null,
    email: contact.email,
    individual_name: null,
    name: contact.name,
    phone: contact.phone,
    tax_exempt: "none",
    tax_ids: [],
  }
  session.collected_information = {
    business_name: null,
    individual_name: null,
    shipping_details:
      session.shipping_address_collection && contact.address
        ? { address: contact.address, name: contact.name ?? "" }
        : null,
  }
  if (session.automatic_tax.enabled) session.automatic_tax.status = "complete"
  await saveObject(work.sql, "checkout.session", session, { ...details, pending: null })
  await countCoupon(work, session)
  emitEvent(work, "checkout.session.completed", session)
}

async function countCoupon(work: Work, session: Stripe.Checkout.Session): Promise<void> {
  const id = session.discounts?.[0]?.coupon
  if (typeof id !== "string") return
  const found = await findObject(work.sql, "coupon", id, "lock")
  if (!found) return
  const coupon = found.object
  coupon.times_redeemed += 1
  if (coupon.max_redemptions !== null) coupon.valid = coupon.times_redeemed < coupon.max_redemptions
  await saveObject(work.sql, "coupon", coupon, found.details)
}

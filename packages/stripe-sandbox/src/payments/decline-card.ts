import type Stripe from "stripe"
import type { Work } from "../context"
import type { Card, Contact } from "../storage/documents"
import { insertObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"
import { buildCharge } from "./build-charge"
import type { PaymentResult } from "./payment-result"
import type { Decline } from "./test-cards"

/** The attempt fails; the session stays open for another. */
export async function declineCard(
  work: Work,
  stored: StoredObject<"checkout.session">,
  intent: StoredObject<"payment_intent">,
  contact: Contact,
  card: Card,
  reason: Decline,
): Promise<PaymentResult> {
  const charge = buildCharge(
    work,
    intent.object,
    contact,
    { type: "card", card },
    { status: "failed", decline: reason },
  )
  await insertObject(work.sql, "charge", charge, {})
  Object.assign(intent.object, {
    status: "requires_payment_method",
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: {
      type: "card_error",
      charge: charge.id,
      code: reason.code as Stripe.PaymentIntent.LastPaymentError["code"],
      decline_code: reason.declineCode,
      message: reason.message,
    },
  } satisfies Partial<Stripe.PaymentIntent>)
  await saveObject(work.sql, "payment_intent", intent.object, intent.details)
  await saveObject(work.sql, "checkout.session", stored.object, stored.details)
  emitEvent(work, "payment_intent.payment_failed", intent.object)
  emitEvent(work, "charge.failed", charge)
  return { result: "declined", decline: reason }
}

import type Stripe from "stripe"
import type { Work } from "../context"
import type { Card, Contact } from "../storage/documents"
import { insertObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"
import { buildCharge } from "./build-charge"
import { completeSession } from "./complete-session"

/** The money arrives: charge, intent and session in their final states. */
export async function settleCard(
  work: Work,
  stored: StoredObject<"checkout.session">,
  intent: StoredObject<"payment_intent">,
  contact: Contact,
  card: Card,
): Promise<Stripe.Charge> {
  const charge = buildCharge(work, intent.object, contact, { type: "card", card }, { status: "succeeded" })
  await insertObject(work.sql, "charge", charge, {})
  Object.assign(intent.object, {
    status: "succeeded",
    amount_received: intent.object.amount,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    last_payment_error: null,
    next_action: null,
  } satisfies Partial<Stripe.PaymentIntent>)
  await saveObject(work.sql, "payment_intent", intent.object, intent.details)
  await completeSession(work, stored, contact, "paid")
  emitEvent(work, "payment_intent.succeeded", intent.object)
  emitEvent(work, "charge.succeeded", charge)
  return charge
}

import type { Work } from "../context"
import type { Contact } from "../storage/documents"
import { findObject, insertObject, type StoredObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"
import { buildPaymentIntent, shippingOf } from "./build-payment-intent"

/** The session's intent, locked: the one of an earlier attempt, at today's amount, or a new one. */
export async function currentIntent(
  work: Work,
  stored: StoredObject<"checkout.session">,
  contact: Contact,
): Promise<StoredObject<"payment_intent">> {
  const session = stored.object
  if (typeof session.payment_intent === "string") {
    const found = await findObject(work.sql, "payment_intent", session.payment_intent, "lock")
    if (!found) throw new Error(`Session ${session.id} names an intent that does not exist.`)
    found.object.amount = session.amount_total ?? 0
    if (session.shipping_address_collection) found.object.shipping = shippingOf(contact)
    return found
  }
  const object = buildPaymentIntent(work, session, stored.details, contact)
  const details = { sessionId: session.id, settlement: null }
  await insertObject(work.sql, "payment_intent", object, details)
  session.payment_intent = object.id
  emitEvent(work, "payment_intent.created", object)
  return { object, details }
}

import type Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { findObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"

/** Closes an open session for good. The caller holds its row's lock, so no payment can be under way. */
export async function expireSession(
  work: Work,
  { object: session, details }: StoredObject<"checkout.session">,
): Promise<Stripe.Checkout.Session> {
  session.status = "expired"
  await saveObject(work.sql, "checkout.session", session, { ...details, pending: null })
  if (typeof session.payment_intent === "string") await cancelIntent(work, session.payment_intent)
  emitEvent(work, "checkout.session.expired", session)
  return session
}

/** An attempt that was declined or abandoned half way leaves an intent, which goes with its session. */
async function cancelIntent(work: Work, id: string): Promise<void> {
  const found = await findObject(work.sql, "payment_intent", id, "lock")
  if (!found) return
  const intent = found.object
  intent.status = "canceled"
  intent.canceled_at = unixSeconds(work.now)
  intent.cancellation_reason = "expired"
  intent.next_action = null
  await saveObject(work.sql, "payment_intent", intent, found.details)
  emitEvent(work, "payment_intent.canceled", intent)
}

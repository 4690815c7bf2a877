import type Stripe from "stripe"
import type { Work } from "../context"
import type { Contact } from "../storage/documents"
import { insertObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"
import { bankDebitOf } from "./bank-debit"
import { buildCharge, type Instrument } from "./build-charge"
import { completeSession } from "./complete-session"
import type { PaymentResult } from "./payment-result"

/** How long the sandbox's bank takes over a debit. */
const SETTLES_AFTER_MS = 2_000

/** Completes the session unpaid; the money follows, or does not, when the debit settles. */
export async function startDebit(
  work: Work,
  stored: StoredObject<"checkout.session">,
  intent: StoredObject<"payment_intent">,
  contact: Contact,
  outcome: "succeed" | "fail",
): Promise<PaymentResult> {
  const method = bankDebitOf(stored.object)
  if (!method) throw new Error("A bank debit for a session that does not offer one.")
  const instrument: Instrument = { type: "bank_debit", method }
  const charge = buildCharge(work, intent.object, contact, instrument, { status: "pending" })
  await insertObject(work.sql, "charge", charge, {})
  Object.assign(intent.object, {
    status: "processing",
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    last_payment_error: null,
    next_action: null,
  } satisfies Partial<Stripe.PaymentIntent>)
  await saveObject(work.sql, "payment_intent", intent.object, {
    ...intent.details,
    settlement: { at: work.now.getTime() + SETTLES_AFTER_MS, outcome },
  })
  await completeSession(work, stored, contact, "unpaid")
  emitEvent(work, "payment_intent.processing", intent.object)
  emitEvent(work, "charge.pending", charge)
  return { result: "completed", session: stored.object }
}

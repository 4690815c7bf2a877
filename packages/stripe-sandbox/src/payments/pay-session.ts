import type Stripe from "stripe"
import { type SandboxContext, transact, type Work } from "../context"
import type { Card, Contact } from "../storage/documents"
import { findObject, insertObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"
import { buildCharge, type Instrument } from "./build-charge"
import { buildPaymentIntent, shippingOf } from "./build-payment-intent"
import { completeSession } from "./complete-session"
import { priceShipping } from "./price-shipping"
import { createDispute } from "./raise-dispute"
import type { Decline, TestCard } from "./test-cards"

/** What was chosen on the page. `nothing` is for a session whose total is zero. */
export type Payment =
  | { method: "card"; card: Card; behaviour: TestCard }
  | { method: "bank_debit"; outcome: "succeed" | "fail" }
  | { method: "nothing" }

export type PaymentResult =
  | { result: "completed"; session: Stripe.Checkout.Session }
  | { result: "asks the bank" }
  | { result: "declined"; decline: Decline }
  /** Paid before, expired or unknown: nothing was done. */
  | { result: "closed"; session: Stripe.Checkout.Session | undefined }

/** How long the sandbox's bank takes over a debit. */
const SETTLES_AFTER_MS = 2_000

/**
 * One attempt to pay, in one transaction with everything that follows from it: the session, the intent, the
 * charge, the events and their webhooks. The session's row is locked, so of two submissions one pays and the
 * other finds the session closed.
 */
export function paySession(
  context: SandboxContext,
  sessionId: string,
  contact: Contact,
  payment: Payment,
): Promise<PaymentResult> {
  return transact(context, async (work) => {
    const stored = await findObject(work.sql, "checkout.session", sessionId, "lock")
    if (!stored || !isPayable(stored.object, work.now)) return { result: "closed", session: stored?.object }
    const session = stored.object
    priceShipping(stored, contact.shippingRateId)
    if (session.amount_total === 0) {
      await completeSession(work, stored, contact, "no_payment_required")
      return { result: "completed", session }
    }
    if (payment.method === "nothing")
      throw new Error("A payment of nothing for a session that costs something.")
    const intent = await currentIntent(work, stored, contact)
    if (payment.method === "bank_debit") return debit(work, stored, intent, contact, payment.outcome)

    const { card, behaviour } = payment
    if (behaviour.decline) return decline(work, stored, intent, contact, card, behaviour.decline)
    if (behaviour.outcome === "asks the bank") return askBank(work, stored, intent, contact, card)
    const charge = await settleCard(work, stored, intent, contact, card)
    if (behaviour.outcome === "pays, then is disputed") await createDispute(work, charge, "fraudulent")
    return { result: "completed", session }
  })
}

/** Open, and not past its time, even if the clock loop has not closed it yet. */
export function isPayable(session: Stripe.Checkout.Session, now: Date): boolean {
  return session.status === "open" && session.expires_at * 1000 > now.getTime()
}

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
  await emitEvent(work, "payment_intent.succeeded", intent.object)
  await emitEvent(work, "charge.succeeded", charge)
  return charge
}

/** The attempt fails; the session stays open for another. */
export async function decline(
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
  await emitEvent(work, "payment_intent.payment_failed", intent.object)
  await emitEvent(work, "charge.failed", charge)
  return { result: "declined", decline: reason }
}

async function askBank(
  work: Work,
  { object: session, details }: StoredObject<"checkout.session">,
  intent: StoredObject<"payment_intent">,
  contact: Contact,
  card: Card,
): Promise<PaymentResult> {
  intent.object.status = "requires_action"
  intent.object.next_action = { type: "use_stripe_sdk" }
  await saveObject(work.sql, "payment_intent", intent.object, intent.details)
  await saveObject(work.sql, "checkout.session", session, { ...details, pending: { contact, card } })
  await emitEvent(work, "payment_intent.requires_action", intent.object)
  return { result: "asks the bank" }
}

async function debit(
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
  await emitEvent(work, "payment_intent.processing", intent.object)
  await emitEvent(work, "charge.pending", charge)
  return { result: "completed", session: stored.object }
}

/** The debit among a session's methods, if it offers one. */
export function bankDebitOf(session: Stripe.Checkout.Session): string | undefined {
  return session.payment_method_types.find((method) => method !== "card")
}

async function currentIntent(
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
  await emitEvent(work, "payment_intent.created", object)
  return { object, details }
}

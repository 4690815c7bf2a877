import type Stripe from "stripe"
import { type SandboxContext, transact, type Work } from "../context"
import { findDue } from "../storage/find-due"
import { findObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"

/** Ends every bank debit whose time has come, as its buyer chose on the page; returns how many. */
export async function settleDue(context: SandboxContext): Promise<number> {
  let settled = 0
  while (true) {
    const ended = await transact(context, async (work) => {
      const due = await findDue(work, "payment_intent")
      for (const stored of due) await settle(work, stored)
      return due.length
    })
    if (ended === 0) return settled
    settled += ended
  }
}

async function settle(
  work: Work,
  { object: intent, details }: StoredObject<"payment_intent">,
): Promise<void> {
  const chargeId = typeof intent.latest_charge === "string" ? intent.latest_charge : ""
  const charge = await findObject(work.sql, "charge", chargeId, "lock")
  const session = await findObject(work.sql, "checkout.session", details.sessionId, "lock")
  if (!charge || !session)
    throw new Error(`Payment intent ${intent.id} has no charge or no session to settle.`)
  if (details.settlement?.outcome === "fail") fail(intent, charge.object)
  else await succeed(work, intent, charge.object, session)
  await saveObject(work.sql, "payment_intent", intent, { ...details, settlement: null })
  await saveObject(work.sql, "charge", charge.object, charge.details)
  const failed = intent.status !== "succeeded"
  emitEvent(
    work,
    failed ? "checkout.session.async_payment_failed" : "checkout.session.async_payment_succeeded",
    session.object,
  )
  emitEvent(work, failed ? "payment_intent.payment_failed" : "payment_intent.succeeded", intent)
  emitEvent(work, failed ? "charge.failed" : "charge.succeeded", charge.object)
}

async function succeed(
  work: Work,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  session: StoredObject<"checkout.session">,
): Promise<void> {
  intent.status = "succeeded"
  intent.amount_received = intent.amount
  Object.assign(charge, { status: "succeeded", paid: true, captured: true, amount_captured: charge.amount })
  session.object.payment_status = "paid"
  await saveObject(work.sql, "checkout.session", session.object, session.details)
}

function fail(intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  const message = "The customer's bank account could not be debited."
  intent.status = "requires_payment_method"
  intent.last_payment_error = {
    type: "invalid_request_error",
    charge: charge.id,
    code: "payment_intent_payment_attempt_failed",
    message,
  }
  Object.assign(charge, { status: "failed", failure_code: "debit_not_authorized", failure_message: message })
}

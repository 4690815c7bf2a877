import { type SandboxContext, transact, type Work } from "../context"
import type { Card, Contact } from "../storage/documents"
import { findObject, type StoredObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"
import { completeSession } from "./complete-session"
import { currentIntent } from "./current-intent"
import { declineCard } from "./decline-card"
import { isPayable } from "./is-payable"
import type { PaymentResult } from "./payment-result"
import { priceShipping } from "./price-shipping"
import { createDispute } from "./raise-dispute"
import { settleCard } from "./settle-card"
import { startDebit } from "./start-debit"
import type { TestCard } from "./test-cards"

/** What was chosen on the page. `nothing` is for a session whose total is zero. */
export type Payment =
  | { method: "card"; card: Card; behaviour: TestCard }
  | { method: "bank_debit"; outcome: "succeed" | "fail" }
  | { method: "nothing" }

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
    if (payment.method === "bank_debit") return startDebit(work, stored, intent, contact, payment.outcome)

    const { card, behaviour } = payment
    if (behaviour.decline) return declineCard(work, stored, intent, contact, card, behaviour.decline)
    if (behaviour.outcome === "asks the bank") return askBank(work, stored, intent, contact, card)
    const charge = await settleCard(work, stored, intent, contact, card)
    if (behaviour.outcome === "pays, then is disputed") await createDispute(work, charge, "fraudulent")
    return { result: "completed", session }
  })
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
  emitEvent(work, "payment_intent.requires_action", intent.object)
  return { result: "asks the bank" }
}

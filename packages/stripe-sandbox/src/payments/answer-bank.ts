import { type SandboxContext, transact } from "../context"
import { findObject } from "../storage/objects"
import { declineCard } from "./decline-card"
import { isPayable } from "./is-payable"
import type { PaymentResult } from "./payment-result"
import { settleCard } from "./settle-card"
import type { Decline } from "./test-cards"

const NOT_AUTHENTICATED: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: "authentication_required",
  message: "Your bank did not confirm this payment. Try again, or use another card.",
}

/**
 * The second step of a payment that the bank wants confirmed: completes it, or fails the attempt and leaves
 * the session open. A second answer to the same question finds the session closed or without a question.
 */
export function answerBank(
  context: SandboxContext,
  sessionId: string,
  answer: "complete" | "fail",
): Promise<PaymentResult | { result: "nothing asked" }> {
  return transact(context, async (work) => {
    const stored = await findObject(work.sql, "checkout.session", sessionId, "lock")
    if (!stored || !isPayable(stored.object, work.now)) return { result: "closed", session: stored?.object }
    const { pending } = stored.details
    const { payment_intent: intentId } = stored.object
    const intent =
      typeof intentId === "string"
        ? await findObject(work.sql, "payment_intent", intentId, "lock")
        : undefined
    if (!pending || intent?.object.status !== "requires_action") return { result: "nothing asked" }
    if (answer === "fail")
      return declineCard(work, stored, intent, pending.contact, pending.card, NOT_AUTHENTICATED)
    await settleCard(work, stored, intent, pending.contact, pending.card)
    return { result: "completed", session: stored.object }
  })
}

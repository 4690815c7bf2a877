import type Stripe from "stripe"
import { resourceMissing } from "../api/api-error"
import { type SandboxContext, transact, unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import { findObject, insertObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"

const ANSWER_WITHIN_S = 9 * 24 * 60 * 60

/** What a buyer does at the bank: takes the money of a charge back. Throws when the charge is unknown, unpaid or disputed already. */
export function raiseDispute(
  context: SandboxContext,
  chargeId: string,
  reason = "fraudulent",
): Promise<Stripe.Dispute> {
  return transact(context, async (work) => {
    const found = await findObject(work.sql, "charge", chargeId, "lock")
    if (!found) throw resourceMissing("charge", chargeId, "charge", 404)
    if (found.object.status !== "succeeded")
      throw new Error(`Charge ${chargeId} is not paid, so it cannot be disputed.`)
    if (found.object.disputed) throw new Error(`Charge ${chargeId} is disputed already.`)
    return createDispute(work, found.object, reason)
  })
}

/** The dispute of a charge that the caller has locked or just made. */
export async function createDispute(
  work: Work,
  charge: Stripe.Charge,
  reason: string,
): Promise<Stripe.Dispute> {
  charge.disputed = true
  await saveObject(work.sql, "charge", charge, {})
  const dispute: Stripe.Dispute = {
    id: newId("du"),
    object: "dispute",
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: unixSeconds(work.now),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: unixSeconds(work.now) + ANSWER_WITHIN_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent as string | null,
    reason,
    status: "needs_response",
  }
  await insertObject(work.sql, "dispute", dispute, {})
  emitEvent(work, "charge.dispute.created", dispute)
  return dispute
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

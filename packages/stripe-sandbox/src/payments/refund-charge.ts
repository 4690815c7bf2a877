import type Stripe from "stripe"
import { ApiError, resourceMissing } from "../api/api-error"
import { unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import { formatAmount } from "../money"
import { findObject, insertObject, saveObject } from "../storage/objects"
import { emitEvent } from "../webhooks/emit-event"

/**
 * Gives back the whole of what is left of a charge, or `amount` minor units of it. The charge's row is
 * locked, so that refunds at the same time cannot add up to more than was captured.
 */
export async function refundCharge(
  work: Work,
  input: {
    chargeId: string
    amount: number | undefined
    reason: Stripe.Refund["reason"]
    metadata: Record<string, string>
  },
): Promise<Stripe.Refund> {
  const found = await findObject(work.sql, "charge", input.chargeId, "lock")
  if (!found) throw resourceMissing("charge", input.chargeId, "charge", 404)
  const charge = found.object
  const amount = refundable(charge, input.amount)

  const refund: Stripe.Refund = {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: unixSeconds(work.now),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details:
      charge.payment_method_details?.type === "card"
        ? {
            card: {
              reference_status: "pending",
              reference_type: "acquirer_reference_number",
              type: "refund",
            },
            type: "card",
          }
        : undefined,
    metadata: input.metadata,
    payment_intent: charge.payment_intent as string | null,
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  }
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded }
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount_captured
  await insertObject(work.sql, "refund", refund, {})
  await saveObject(work.sql, "charge", charge, found.details)
  emitEvent(work, "charge.refunded", charge, previous)
  emitEvent(work, "refund.created", refund)
  return refund
}

function refundable(charge: Stripe.Charge, asked: number | undefined): number {
  if (charge.status !== "succeeded") {
    throw new ApiError(`Charge ${charge.id} has not been paid, so there is nothing to refund.`, {
      param: "charge",
    })
  }
  if (charge.disputed) {
    throw new ApiError(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    })
  }
  const left = charge.amount_captured - charge.amount_refunded
  if (left === 0) {
    throw new ApiError(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" })
  }
  if (asked === undefined || asked <= left) return asked ?? left
  const money = (amount: number) => formatAmount(amount, charge.currency)
  throw new ApiError(
    charge.amount_refunded === 0
      ? `Refund amount (${money(asked)}) is greater than charge amount (${money(left)})`
      : `Refund amount (${money(asked)}) is greater than unrefunded amount on charge (${money(left)})`,
    { param: "amount" },
  )
}

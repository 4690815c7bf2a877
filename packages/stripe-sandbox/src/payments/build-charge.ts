import type Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import type { Card, Contact } from "../storage/documents"
import type { Decline } from "./test-cards"

/** What the buyer pays with. */
export type Instrument = { type: "card"; card: Card } | { type: "bank_debit"; method: string }

const NO_CHECKS = { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" }

/** One movement of money, or the failure to move it. A new one for every attempt. */
export function buildCharge(
  work: Work,
  intent: Stripe.PaymentIntent,
  contact: Contact,
  instrument: Instrument,
  result: { status: "succeeded" | "pending" } | { status: "failed"; decline: Decline },
): Stripe.Charge {
  const failed = result.status === "failed"
  const succeeded = result.status === "succeeded"
  return {
    id: newId(instrument.type === "card" ? "ch" : "py"),
    object: "charge",
    amount: intent.amount,
    amount_captured: succeeded ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: contact.address,
      email: contact.email,
      name: contact.name,
      phone: contact.phone,
      tax_id: null,
    },
    calculated_statement_descriptor: "STRIPE SANDBOX",
    captured: succeeded,
    created: unixSeconds(work.now),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failed ? result.decline.code : null,
    failure_message: failed ? result.decline.message : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: failed ? "try_again_later" : null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: failed ? "declined_by_network" : "approved_by_network",
      reason: failed ? result.decline.declineCode : null,
      seller_message: failed
        ? "The bank did not return any further details with this decline."
        : "Payment complete.",
      type: failed ? "issuer_declined" : "authorized",
    },
    paid: succeeded,
    payment_intent: intent.id,
    payment_method: newId("pm"),
    payment_method_details: methodDetails(instrument, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: result.status,
    transfer_data: null,
    transfer_group: null,
  }
}

function methodDetails(instrument: Instrument, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (instrument.type === "bank_debit") {
    return { type: instrument.method, [instrument.method]: { last4: "6789" } }
  }
  const { brand, last4, expMonth, expYear } = instrument.card
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand,
      checks: NO_CHECKS,
      country: "US",
      electronic_commerce_indicator: null,
      exp_month: expMonth,
      exp_year: expYear,
      funding: "credit",
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

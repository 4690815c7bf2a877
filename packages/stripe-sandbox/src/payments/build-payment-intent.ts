import type Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import type { Contact, SessionDetails } from "../storage/documents"

/** The intent of a session's first attempt to pay. Until an attempt there is none, as with Stripe. */
export function buildPaymentIntent(
  work: Work,
  session: Stripe.Checkout.Session,
  details: SessionDetails,
  contact: Contact,
): Stripe.PaymentIntent {
  const id = newId("pi")
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${newId("req").slice(4)}`,
    confirmation_method: "automatic",
    created: unixSeconds(work.now),
    currency: session.currency ?? "usd",
    customer: null,
    customer_account: null,
    description: details.paymentIntent.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: details.paymentIntent.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: details.paymentIntent.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: session.shipping_address_collection ? shippingOf(contact) : null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  }
}

/** Where the parcel goes, as intents and charges carry it. */
export function shippingOf(contact: Contact): Stripe.PaymentIntent.Shipping | null {
  if (!contact.address) return null
  return {
    address: contact.address,
    carrier: null,
    name: contact.name ?? "",
    phone: contact.phone,
    tracking_number: null,
  }
}

import type Stripe from "stripe"
import type { PaymentEvent } from "../store/orders/receive-payment-event"
import { toSession } from "./stripe-payments"

/** A verified Stripe event in the shop's words. Types that the shop does not act on become `other`. */
export function toPaymentEvent(event: Stripe.Event): PaymentEvent {
  const { id, type } = event
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.expired":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
      return {
        id,
        type,
        kind: "session",
        session: toSession(event.data.object),
        failed: event.type === "checkout.session.async_payment_failed",
      }
    case "charge.refunded":
      return {
        id,
        type,
        kind: "refunded",
        paymentIntentId: paymentIntentOf(event.data.object),
        amountCents: event.data.object.amount_refunded,
      }
    case "charge.dispute.created":
      return {
        id,
        type,
        kind: "disputed",
        paymentIntentId: paymentIntentOf(event.data.object),
        amountCents: event.data.object.amount,
      }
    default:
      return { id, type, kind: "other" }
  }
}

function paymentIntentOf(object: { payment_intent: string | { id: string } | null }): string | null {
  return typeof object.payment_intent === "string"
    ? object.payment_intent
    : (object.payment_intent?.id ?? null)
}

import type Stripe from "stripe"
import type { PaymentEvent } from "../store/orders/payment-event"
import { toSession } from "./stripe-payments"

/** What the shop acts on, and what its webhook endpoint is to be told of (docs/operations.md). */
export const HANDLED_EVENTS = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "charge.refunded",
  "charge.dispute.created",
] as const satisfies readonly Stripe.Event["type"][]

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
        session: idsOf(event.data.object),
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

/** The event waits in the database, where nothing of the buyer may stand in the open. */
function idsOf(session: Stripe.Checkout.Session) {
  const { id, orderId, appOrigin } = toSession(session)
  return { id, orderId, appOrigin }
}

function paymentIntentOf(object: { payment_intent: string | { id: string } | null }): string | null {
  return typeof object.payment_intent === "string"
    ? object.payment_intent
    : (object.payment_intent?.id ?? null)
}

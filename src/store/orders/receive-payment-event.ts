import type { Context } from "../context"
import { noteDispute } from "./note-dispute"
import type { PaymentEvent } from "./payment-event"
import { findOrderByPaymentIntent, insertWebhookEvent } from "./queries"
import { reconcileRefunds } from "./reconcile-refunds"
import { refundOrder } from "./refund-order"
import { settleCheckout } from "./settle-checkout"

interface Outcome {
  readonly outcome: string
  readonly orderId: string | null
}

/**
 * Acts on one provider event. When this resolves, everything needed to finish is stored. The same event may come
 * any number of times, in any order with others, days apart: the final state is the same.
 */
export async function receivePaymentEvent(ctx: Context, event: PaymentEvent): Promise<Outcome> {
  const result = await act(ctx, event)
  // After the deed: an event that crashed half way is handled again, and every deed may be repeated.
  await insertWebhookEvent(ctx.db, { id: event.id, type: event.type, ...result, receivedAt: ctx.now() })
  return result
}

async function act(ctx: Context, event: PaymentEvent): Promise<Outcome> {
  switch (event.kind) {
    case "session":
      return settle(ctx, event)
    case "refunded":
      return settleRefunds(ctx, event.paymentIntentId)
    case "disputed":
      return noteDispute(ctx, event)
    case "other":
      return { outcome: "ignored", orderId: null }
  }
}

async function settle(ctx: Context, event: Extract<PaymentEvent, { kind: "session" }>): Promise<Outcome> {
  const { orderId, appOrigin, id } = event.session
  if (appOrigin !== ctx.ports.config.appOrigin || orderId === null) {
    return { outcome: "other-deployment", orderId: null }
  }
  // The event is a snapshot and may be late; the session as it is now decides.
  const session = await ctx.ports.payments.getSession(id)
  const failed = session.failed || (event.failed && !session.paid)
  return { outcome: await settleCheckout(ctx, { ...session, failed }), orderId }
}

/** Our own refunds are known already; what is left after them was made by hand. */
async function settleRefunds(ctx: Context, paymentIntentId: string | null): Promise<Outcome> {
  const order = paymentIntentId === null ? undefined : await findOrderByPaymentIntent(ctx.db, paymentIntentId)
  // An order that is still to come looks for refunds itself, in its stage capture-payment.
  if (!order) return { outcome: "unknown-payment", orderId: null }
  await refundOrder(ctx, order.id)
  await reconcileRefunds(ctx, order.id)
  return { outcome: "noted", orderId: order.id }
}

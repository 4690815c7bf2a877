import type { Context } from "../context"
import type { CheckoutSession } from "../ports"
import { findOrderByPaymentIntent, insertOrderEvent, insertWebhookEvent, updateOrder } from "./queries"
import { settleCheckout } from "./settle-checkout"

/** A provider's event, reduced to what the shop acts on. */
export type PaymentEvent = { readonly id: string; readonly type: string } & (
  | { readonly kind: "session"; readonly session: CheckoutSession; readonly failed: boolean }
  | {
      readonly kind: "refunded" | "disputed"
      readonly paymentIntentId: string | null
      readonly amountCents: number
    }
  | { readonly kind: "other" }
)

/**
 * Takes one provider event. When this resolves, everything needed to finish is stored. The same event may come
 * any number of times, in any order with others, days apart: the final state is the same.
 */
export async function receivePaymentEvent(
  ctx: Context,
  event: PaymentEvent,
): Promise<{ readonly outcome: string; readonly orderId: string | null }> {
  const result = await act(ctx, event)
  // After the deed: an event that crashed half way is handled again, and every deed may be repeated.
  await insertWebhookEvent(ctx.db, { id: event.id, type: event.type, ...result, receivedAt: ctx.now() })
  return result
}

async function act(ctx: Context, event: PaymentEvent): Promise<{ outcome: string; orderId: string | null }> {
  switch (event.kind) {
    case "session": {
      if (event.session.appOrigin !== ctx.ports.config.appOrigin)
        return { outcome: "other-deployment", orderId: null }
      // The event is a snapshot and may be late; the session as it is now decides.
      const session = event.session.orderId
        ? await ctx.ports.payments.getSession(event.session.id)
        : event.session
      const settled = event.failed && !session.paid ? { ...session, status: "expired" as const } : session
      return { outcome: await settleCheckout(ctx, settled), orderId: session.orderId }
    }
    case "refunded":
      return noteOnOrder(ctx, event, "The provider reports a refund")
    case "disputed":
      return noteOnOrder(ctx, event, "The payment is disputed")
    case "other":
      return { outcome: "ignored", orderId: null }
  }
}

async function noteOnOrder(
  ctx: Context,
  event: Extract<PaymentEvent, { kind: "refunded" | "disputed" }>,
  text: string,
): Promise<{ outcome: string; orderId: string | null }> {
  const order = event.paymentIntentId && (await findOrderByPaymentIntent(ctx.db, event.paymentIntentId))
  if (!order) return { outcome: "unknown-payment", orderId: null }
  const first = await insertWebhookEvent(ctx.db, {
    id: event.id,
    type: event.type,
    orderId: order.id,
    outcome: "noted",
    receivedAt: ctx.now(),
  })
  const ours = event.kind === "refunded" && order.status === "cancelled"
  if (first && !ours) {
    await insertOrderEvent(ctx.db, { orderId: order.id, kind: event.kind, text, at: ctx.now() })
    await updateOrder(ctx.db, order.id, {}, ctx.now())
    await ctx.ports.alerts.raise({
      key: `${event.kind}:${event.id}`,
      kind: event.kind,
      message: `${text} for order ${order.id}.`,
      orderId: order.id,
    })
  }
  return { outcome: "noted", orderId: order.id }
}

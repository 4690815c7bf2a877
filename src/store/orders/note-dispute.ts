import { type Context, inTransaction } from "../context"
import {
  findOrderByPaymentIntent,
  insertOrderEvent,
  insertWebhookEvent,
  lockPayment,
  updateOrder,
} from "./queries"

export const DISPUTE_TEXT = "The payment is disputed"

/**
 * Notes on the order that the buyer disputes its payment, once per event, and tells the operators. A dispute that
 * comes before its order waits in the inbox for it: see place-order.
 */
export async function noteDispute(
  ctx: Context,
  event: { readonly id: string; readonly type: string; readonly paymentIntentId: string | null },
): Promise<{ outcome: string; orderId: string | null }> {
  const { id, type, paymentIntentId } = event
  if (paymentIntentId === null) return { outcome: "unknown-payment", orderId: null }
  const orderId = await inTransaction(ctx, async (tx) => {
    await lockPayment(tx.db, paymentIntentId)
    const order = await findOrderByPaymentIntent(tx.db, paymentIntentId)
    const outcome = order ? "noted" : "unknown-payment"
    const row = { id, type, paymentIntentId, orderId: order?.id ?? null, outcome, receivedAt: tx.now() }
    const first = await insertWebhookEvent(tx.db, row)
    if (order && first) {
      await insertOrderEvent(tx.db, { orderId: order.id, kind: "disputed", text: DISPUTE_TEXT, at: tx.now() })
      await updateOrder(tx.db, order.id, {}, tx.now())
    }
    return order?.id ?? null
  })
  // The alert knows by its key whether it was raised: after a crash here, the event comes again.
  if (orderId !== null) {
    await ctx.ports.alerts.raise({
      key: `disputed:${id}`,
      kind: "disputed",
      message: `${DISPUTE_TEXT} for order ${orderId}.`,
      orderId,
    })
  }
  return { outcome: orderId === null ? "unknown-payment" : "noted", orderId }
}

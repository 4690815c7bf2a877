import { actorName } from "../actor"
import type { Context } from "../context"
import { newId } from "../identifiers"
import type { CheckoutSession } from "../ports"
import { insertRefund } from "./queries"
import { refundOrder } from "./refund-order"

/**
 * A payment that names this deployment but no checkout of it: the money goes back, once, and operators are told. While
 * stray payments are held, they are only told: after a restored backup the parcel may have left.
 */
export async function refundStrayPayment(ctx: Context, session: CheckoutSession): Promise<void> {
  const { orderId, paymentIntentId } = session
  if (orderId === null || paymentIntentId === null || session.amountTotalCents <= 0) return
  if (ctx.ports.config.strayPayments === "hold") {
    await ctx.ports.alerts.raise({
      key: `stray-payment-held:${session.id}`,
      kind: "stray-payment-held",
      message: `Payment session ${session.id} named order ${orderId}, whose checkout does not know it. It is held, not refunded.`,
      orderId,
    })
    return
  }
  await insertRefund(ctx.db, {
    id: newId("refund"),
    orderId,
    paymentIntentId,
    amountCents: session.amountTotalCents,
    reason: "stray-payment",
    requestedBy: actorName(ctx.actor),
    idempotencyKey: `refund-stray:${session.id}`,
    requestedAt: ctx.now(),
  })
  await ctx.ports.alerts.raise({
    key: `stray-payment:${session.id}`,
    kind: "stray-payment",
    message: `Payment session ${session.id} named order ${orderId}, whose checkout does not know it. It is refunded in full.`,
    orderId,
  })
  await refundOrder(ctx, orderId)
}

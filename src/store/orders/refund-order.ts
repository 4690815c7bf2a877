import { StoreError } from "../../errors"
import { type Context, inTransaction } from "../context"
import { cents } from "../money"
import {
  insertOrderEvent,
  listRefunds,
  lockOrder,
  markRefunded,
  type RefundRow,
  updateOrder,
} from "./queries"
import { reconcileRefunds } from "./reconcile-refunds"

/**
 * Sends every recorded refund of the order that the provider has not confirmed yet. Each carries its own
 * idempotency key, so a repetition gives the money back once. Of what someone has sent back by hand meanwhile,
 * only the rest is sent.
 * @throws StoreError SERVICE_UNAVAILABLE when the provider does not answer; try again
 */
export async function refundOrder(ctx: Context, orderId: string): Promise<{ refundedCents: number }> {
  const refused: string[] = []
  for (const refund of await listRefunds(ctx.db, orderId)) {
    if (!refund.refundedAt && !(await send(ctx, refund))) refused.push(refund.id)
  }
  if (refused.length > 0 && (await reconcileRefunds(ctx, orderId, refused)).trimmed) {
    return refundOrder(ctx, orderId)
  }
  const refunds = await listRefunds(ctx.db, orderId)
  return { refundedCents: refunds.reduce((sum, { amountCents }) => sum + amountCents, 0) }
}

/** False when the provider has less left of the payment than this. */
async function send(ctx: Context, { id, orderId, ...refund }: RefundRow): Promise<boolean> {
  const answer = await ctx.ports.payments
    .refund({
      paymentIntentId: refund.paymentIntentId,
      amountCents: cents(refund.amountCents),
      idempotencyKey: refund.idempotencyKey,
    })
    .catch((error: unknown) => {
      if (error instanceof StoreError && error.type === "CONFLICT") return undefined
      throw error
    })
  if (!answer) return false
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx.db, orderId)
    const first = await markRefunded(tx.db, id, answer.providerRefundId, tx.now())
    // A stray payment's refund has no order to tell, or one that it is no part of.
    if (!first || order?.paymentIntentId !== refund.paymentIntentId) return
    const whole = refund.amountCents === (order.capturedCents ?? order.totalCents)
    const text = whole ? "Payment refunded" : "Part of the payment refunded"
    await insertOrderEvent(tx.db, { orderId, kind: "refunded", text, at: tx.now() })
    await updateOrder(tx.db, orderId, {}, tx.now())
  })
  return true
}

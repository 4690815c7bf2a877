import { type Context, inTransaction } from "../context"
import { cents } from "../money"
import { insertOrderEvent, listRefunds, lockOrder, markRefunded, updateOrder } from "./queries"

/**
 * Sends every recorded refund of the order that the provider has not confirmed yet. Each carries its own
 * idempotency key, so a repetition gives the money back once.
 * @throws StoreError SERVICE_UNAVAILABLE when the provider does not answer; try again
 */
export async function refundOrder(ctx: Context, orderId: string): Promise<{ refundedCents: number }> {
  let refundedCents = 0
  for (const refund of await listRefunds(ctx.db, orderId)) {
    refundedCents += refund.amountCents
    if (refund.refundedAt) continue
    const { providerRefundId } = await ctx.ports.payments.refund({
      paymentIntentId: refund.paymentIntentId,
      amountCents: cents(refund.amountCents),
      idempotencyKey: refund.idempotencyKey,
    })
    await inTransaction(ctx, async (tx) => {
      await markRefunded(tx.db, refund.id, providerRefundId, tx.now())
      if (!(await lockOrder(tx.db, orderId))) return // a stray payment's refund has no order to tell
      await insertOrderEvent(tx.db, { orderId, kind: "refunded", text: "Payment refunded", at: tx.now() })
      await updateOrder(tx.db, orderId, {}, tx.now())
    })
  }
  return { refundedCents }
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { findOrder, updateOrder } from "./queries"
import { reconcileRefunds } from "./reconcile-refunds"
import { requireOrder } from "./require-order"

/**
 * First stage: the provider confirms that the money is there and is the amount that was priced.
 * @throws StoreError CONFLICT when the payment is missing or of another amount (not worth retrying);
 * SERVICE_UNAVAILABLE when the provider does not answer
 */
export async function capturePayment(ctx: Context, orderId: string): Promise<{ amountCents: number }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  if (order.sessionId === null) {
    if (order.totalCents > 0) throw mismatch("The order has a total but no payment session.")
    return { amountCents: 0 }
  }
  const session = await ctx.ports.payments.getSession(order.sessionId)
  if (!session.paid) throw mismatch("The provider says that the session was not paid.")
  if (session.orderId !== orderId) throw mismatch("The payment session belongs to another order.")
  if (order.capturedCents !== session.amountTotalCents) {
    // Before the amounts are compared: should they differ, it is this amount that has to go back.
    await updateOrder(ctx.db, orderId, { capturedCents: session.amountTotalCents }, ctx.now())
  }
  if (session.refundedCents > 0) {
    await reconcileRefunds(ctx, orderId)
    if (session.refundedCents >= session.amountTotalCents) throw mismatch("The payment was refunded already.")
  }
  if (session.amountTotalCents !== order.totalCents || session.currency !== order.currency) {
    throw mismatch("The amount paid is not the amount that was priced.")
  }
  return { amountCents: session.amountTotalCents }
}

function mismatch(message: string): StoreError {
  return new StoreError("CONFLICT", message, { details: { reason: "payment-mismatch" } })
}

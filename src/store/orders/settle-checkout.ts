import { type Context, inTransaction } from "../context"
import type { CheckoutSession } from "../ports"
import { placeOrder } from "./place-order"
import { findCheckout, lockCheckout, updateCheckout } from "./queries"
import { refundStrayPayment } from "./refund-stray-payment"
import { releaseCheckout } from "./release-checkout"

/** `stray`: the session belongs to no checkout of ours; if it was paid, the money is on its way back. */
export type Settlement = "placed" | "confirming" | "released" | "stray" | "unchanged"

/**
 * Brings a checkout to where its payment session is: paid sessions become orders (or refunds, when no checkout
 * knows them), expired and refused ones give their hold back, ones that wait for a bank keep it. Webhook,
 * confirmation page and sweep all end here, so their order and number do not matter.
 */
export async function settleCheckout(ctx: Context, session: CheckoutSession): Promise<Settlement> {
  const { orderId, customer } = session
  if (orderId === null) return "stray"
  const checkout = await findCheckout(ctx.db, orderId)
  // The id of a session may have been lost to a crash; a session that names another one is a stranger's.
  const known = checkout && (checkout.sessionId === null || checkout.sessionId === session.id)
  if (session.paid) {
    // Without a buyer there is nobody to deliver to, so that money goes back as well.
    if (!known || customer === null) {
      await refundStrayPayment(ctx, session)
      if (known) await releaseCheckout(ctx, orderId)
      return "stray"
    }
    const { placed } = await placeOrder(ctx, { orderId, payment: session, customer })
    return placed ? "placed" : "unchanged"
  }
  if (!known) return "stray"
  if (session.status === "expired" || session.failed) {
    const { released } = await releaseCheckout(ctx, orderId)
    return released ? "released" : "unchanged"
  }
  return session.status === "complete" ? awaitBank(ctx, orderId) : "unchanged"
}

/** Only an open checkout begins to wait: a session that was read earlier must not undo what came since. */
async function awaitBank(ctx: Context, orderId: string): Promise<Settlement> {
  return inTransaction(ctx, async (tx) => {
    const checkout = await lockCheckout(tx.db, orderId)
    if (checkout?.state === "paid") return "unchanged"
    if (checkout?.state === "open") await updateCheckout(tx.db, orderId, { state: "confirming" })
    return "confirming"
  })
}

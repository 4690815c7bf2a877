import type { Context } from "../context"
import type { CheckoutSession } from "../ports"
import { placeOrder } from "./place-order"
import { findCheckout, updateCheckout } from "./queries"
import { refundStrayPayment } from "./refund-stray-payment"
import { releaseCheckout } from "./release-checkout"

export type Settlement = "placed" | "confirming" | "released" | "refunded" | "unchanged"

/**
 * Brings a checkout to where its payment session is: paid sessions become orders (or refunds, when no checkout
 * knows them), expired ones give their hold back, ones that wait for a bank keep it. Webhook, confirmation page
 * and sweep all end here, so their order and number do not matter.
 */
export async function settleCheckout(ctx: Context, session: CheckoutSession): Promise<Settlement> {
  const { orderId } = session
  if (orderId === null) return "unchanged"
  const checkout = await findCheckout(ctx.db, orderId)
  // The id of a session may have been lost to a crash; a session that names another one is a stranger's.
  const known = checkout && (checkout.sessionId === null || checkout.sessionId === session.id)
  if (session.paid) {
    if (!known) return refundStrayPayment(ctx, session)
    if (session.customer === null) throw new Error(`Session ${session.id} is paid but names no customer`)
    const { placed } = await placeOrder(ctx, { orderId, payment: session, customer: session.customer })
    return placed ? "placed" : "unchanged"
  }
  if (!known) return "unchanged"
  if (session.status === "complete") {
    if (checkout.state === "open") await updateCheckout(ctx.db, orderId, { state: "confirming" })
    return "confirming"
  }
  if (session.status === "expired") {
    const { released } = await releaseCheckout(ctx, orderId)
    return released ? "released" : "unchanged"
  }
  return "unchanged"
}

import type Stripe from "stripe"

/** Where a completed session sends its buyer: the shop's address with the session's id filled in. */
export function successUrl(session: Stripe.Checkout.Session): string | null {
  if (!session.success_url) return null
  return new URL(session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id)).href
}

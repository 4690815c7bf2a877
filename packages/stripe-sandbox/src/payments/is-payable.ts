import type Stripe from "stripe"

/** Open, and not past its time, even if the clock loop has not closed it yet. */
export function isPayable(session: Stripe.Checkout.Session, now: Date): boolean {
  return session.status === "open" && session.expires_at * 1000 > now.getTime()
}

import type Stripe from "stripe"
import type { SandboxContext } from "../context"

/** A session as the API shows it: the hosted page's address exists only while the session is open. */
export function presentSession(
  context: SandboxContext,
  session: Stripe.Checkout.Session,
): Stripe.Checkout.Session {
  const url = session.status === "open" ? `${context.checkoutBaseUrl()}/${session.id}` : null
  return { ...session, url }
}

import type Stripe from "stripe"
import { StoreError } from "../errors"
import type { Shop } from "../wiring"

/**
 * The event in a webhook's raw body, if its signature is by one of our secrets and at most five minutes old
 * (https://docs.stripe.com/webhooks#verify-manually).
 * @throws StoreError VALIDATION_ERROR for a missing, wrong, old or future signature and for a changed body
 */
export function verifyStripeEvent(shop: Shop, rawBody: string, signature: string | null): Stripe.Event {
  const { stripe, webhookSecrets } = shop.payments
  const receivedAt = shop.clock.now().getTime()
  let cause: unknown
  for (const secret of webhookSecrets) {
    try {
      return stripe.webhooks.constructEvent(
        rawBody,
        signature ?? "",
        secret,
        undefined,
        undefined,
        receivedAt,
      )
    } catch (error) {
      cause = error
    }
  }
  throw new StoreError("VALIDATION_ERROR", "The webhook's signature is missing or does not match its body.", {
    cause,
    userAction: "Send the raw body with the Stripe-Signature header of a configured endpoint secret.",
  })
}

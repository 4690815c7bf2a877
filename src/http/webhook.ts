import type Stripe from "stripe"
import { StoreError } from "../errors"
import type { Shop } from "../wiring"

/** Between when a webhook was signed and when it comes, either way. */
const TOLERANCE_SECONDS = 300

/**
 * The event in a webhook's raw body, if its signature is by one of our secrets and at most five minutes old
 * (https://docs.stripe.com/webhooks#verify-manually).
 * @throws StoreError VALIDATION_ERROR for a missing, wrong, old or future signature and for a changed body
 */
export function verifyStripeEvent(shop: Shop, rawBody: string, signature: string | null): Stripe.Event {
  const { stripe, webhookSecrets } = shop.payments
  const header = signature ?? ""
  const now = shop.clock.now().getTime()
  let cause: unknown
  for (const secret of webhookSecrets) {
    try {
      const event = stripe.webhooks.constructEvent(rawBody, header, secret, TOLERANCE_SECONDS, undefined, now)
      // The SDK refuses what is too old, and takes what is dated ahead: that could be sent again for as long.
      if (signedAtSeconds(header) - now / 1_000 <= TOLERANCE_SECONDS) return event
    } catch (error) {
      cause = error
    }
  }
  throw new StoreError("VALIDATION_ERROR", "The webhook's signature is missing or does not match its body.", {
    cause,
    userAction: "Send the raw body with the Stripe-Signature header of a configured endpoint secret.",
  })
}

/** Of a header that was verified; as for the SDK, the last `t` counts. */
function signedAtSeconds(header: string): number {
  return Number(
    header
      .split(",")
      .findLast((item) => item.startsWith("t="))
      ?.slice(2),
  )
}

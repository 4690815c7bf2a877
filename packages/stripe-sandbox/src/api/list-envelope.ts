import type Stripe from "stripe"

/** A page in Stripe's wrapping. */
export function listEnvelope<T>(data: T[], hasMore: boolean, url: string): Stripe.ApiList<T> {
  return { object: "list", data, has_more: hasMore, url }
}

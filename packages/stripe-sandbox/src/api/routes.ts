import { chargeEndpoints } from "./charges"
import { checkoutSessionEndpoints } from "./checkout-sessions"
import { couponEndpoints } from "./coupons"
import { disputeEndpoints } from "./disputes"
import type { Endpoint } from "./endpoint"
import { eventEndpoints } from "./events"
import { paymentIntentEndpoints } from "./payment-intents"
import { refundEndpoints } from "./refunds"

const ENDPOINTS: readonly Endpoint[] = [
  ...checkoutSessionEndpoints,
  ...paymentIntentEndpoints,
  ...chargeEndpoints,
  ...refundEndpoints,
  ...couponEndpoints,
  ...disputeEndpoints,
  ...eventEndpoints,
]

const ROUTES = ENDPOINTS.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replaceAll(":id", "([^/]+)")}$`),
}))

/** The endpoint for a method and path, with the ids found in the path. */
export function findRoute(method: string, path: string): { endpoint: Endpoint; ids: string[] } | undefined {
  for (const { endpoint, pattern } of ROUTES) {
    const match = endpoint.method === method ? pattern.exec(path) : null
    if (match) return { endpoint, ids: match.slice(1).map(decode) }
  }
  return undefined
}

/** A stray `%` names no object; it is not a fault of ours. */
function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

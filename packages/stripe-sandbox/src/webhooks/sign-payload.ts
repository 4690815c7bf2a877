import { createHmac } from "node:crypto"

/**
 * The `Stripe-Signature` header: HMAC-SHA256, hex, of `timestamp.payload` with the endpoint's secret as it
 * is written, `whsec_` included. Source: docs.stripe.com/webhooks#verify-manually.
 */
export function signPayload(payload: string, secret: string, timestampSeconds: number): string {
  const signature = createHmac("sha256", secret)
    .update(`${timestampSeconds}.${payload}`, "utf8")
    .digest("hex")
  return `t=${timestampSeconds},v1=${signature}`
}

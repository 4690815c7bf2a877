import { createHash, createHmac, timingSafeEqual } from "node:crypto"

/**
 * The `x-inngest-signature` header for a body: HMAC-SHA256 over the canonical JSON and the time in
 * seconds, keyed with the signing key's text after its `signkey-…-` prefix.
 */
export function signBody(canonicalBody: string, signingKey: string, nowMs: number): string {
  const seconds = Math.round(nowMs / 1000).toString()
  const digest = createHmac("sha256", keyText(signingKey)).update(canonicalBody).update(seconds).digest("hex")
  return `t=${seconds}&s=${digest}`
}

/** The `Authorization` value an SDK sends for this signing key: prefix kept, key hashed. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? ""
  const hash = createHash("sha256")
    .update(Buffer.from(keyText(signingKey), "hex"))
    .digest("hex")
  return `${prefix}${hash}`
}

/** Compares two secrets without telling by the time it takes how much of them agrees. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function keyText(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "")
}

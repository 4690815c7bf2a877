import { createHash, timingSafeEqual } from "node:crypto"

/** Compares in constant time: digests have one length, so neither length nor first difference shows. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

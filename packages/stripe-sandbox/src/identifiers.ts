import { randomBytes } from "node:crypto"

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

const LENGTHS = {
  cs_test: 58,
  pi: 24,
  ch: 24,
  py: 24,
  re: 24,
  du: 24,
  evt: 24,
  prod: 14,
  price: 24,
  shr: 24,
  li: 24,
  di: 24,
  pm: 24,
  req: 14,
  coupon: 8,
} as const

/** A random id in the shape of Stripe's: `pi_` and 24 base-62 characters, about 142 bits. */
export function newId(prefix: keyof typeof LENGTHS): string {
  const body = randomText(LENGTHS[prefix])
  return prefix === "coupon" ? body : `${prefix}_${body}`
}

function randomText(length: number): string {
  let text = ""
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      // 248 is the largest multiple of 62 in a byte; taking the rest as well would favour some letters.
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62]
    }
  }
  return text
}

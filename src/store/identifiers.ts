import { randomBytes } from "node:crypto"

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz" // Crockford's base 32: no i, l, o, u

/** What each kind of row is called in public. */
const PREFIXES = {
  order: "ord",
  adjustment: "adj",
  batch: "bat",
  refund: "rfd",
  mail: "mail",
  alert: "alt",
  event: "evt",
  token: "tok",
  approval: "apr",
  importRun: "imp",
  request: "req",
  notice: "ntc",
  image: "img",
  product: "prod",
  variant: "var",
  proof: "prf",
} as const

/** A new id: its prefix and 130 random bits, so that knowing one id never helps to guess another. */
export function newId(kind: keyof typeof PREFIXES): string {
  let text = ""
  for (const byte of randomBytes(26)) text += ALPHABET[byte & 31]
  return `${PREFIXES[kind]}_${text}`
}

export const ORDER_ID = /^ord_[0-9a-z]{26}$/

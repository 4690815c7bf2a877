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

const LENGTH = 26
/** Random bytes for the next ids: asking for them anew for each id takes longer than all the rest of it. */
let random = randomBytes(0)

/** A new id: its prefix and 130 random bits, so that knowing one id never helps to guess another. */
export function newId(kind: keyof typeof PREFIXES): string {
  if (random.length < LENGTH) random = randomBytes(64 * LENGTH)
  let text = ""
  for (const byte of random.subarray(0, LENGTH)) text += ALPHABET[byte & 31]
  random = random.subarray(LENGTH)
  return `${PREFIXES[kind]}_${text}`
}

export const ORDER_ID = /^ord_[0-9a-z]{26}$/

import { createHash, randomBytes } from "node:crypto"
import { crc32 } from "node:zlib"

/** What a token may do. The first word is the audience, then the noun, then the deed. */
export const SCOPES = [
  "swag:products:read",
  "swag:products:write",
  "swag:inventory:read",
  "swag:inventory:write",
  "swag:inventory:audit",
  "swag:discounts:write",
  "swag:orders:write",
] as const
export type Scope = (typeof SCOPES)[number]

/** The most that a token may do in one day (UTC) without an admin; null is no limit. */
export interface DailyLimits {
  readonly orders: number | null
  /** What comp and credit codes are worth, at most, in cents: minted, or given away by an event order. */
  readonly compCents: number | null
  /** Units added to or taken from the shelf by hand. */
  readonly stockUnits: number | null
}

export const DEFAULT_DAILY_LIMITS: DailyLimits = { orders: 200, compCents: 1_000_000, stockUnits: 20_000 }

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const SECRET_LENGTH = 30
const CHECKSUM_LENGTH = 6

/** The published shape, for secret scanners: `swag_`, 30 random characters (178 bits), 6 of checksum. */
export const API_TOKEN_PATTERN = /^swag_[0-9A-Za-z]{36}$/

/** A new secret. It is shown once; only `hashApiToken` of it is kept. */
export function newApiToken(): string {
  let secret = ""
  while (secret.length < SECRET_LENGTH) {
    for (const byte of randomBytes(SECRET_LENGTH)) {
      // 248 is the largest multiple of 62 in a byte: dropping what is above keeps every character equally likely.
      if (byte < 248 && secret.length < SECRET_LENGTH) secret += BASE62[byte % 62]
    }
  }
  return `swag_${secret}${checksum(secret)}`
}

/** Whether the text has a token's shape and checksum, so that typing errors never reach the database. */
export function isWellFormedApiToken(text: string): boolean {
  if (!API_TOKEN_PATTERN.test(text)) return false
  const secret = text.slice(5, 5 + SECRET_LENGTH)
  return text.slice(5 + SECRET_LENGTH) === checksum(secret)
}

/** SHA-256 in hex. The secret has 178 random bits, so a slow hash would protect nothing. */
export function hashApiToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}

function checksum(secret: string): string {
  let rest = crc32(secret)
  let text = ""
  while (text.length < CHECKSUM_LENGTH) {
    text = BASE62[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text
}

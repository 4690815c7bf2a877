import { randomBytes } from "node:crypto"

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * The ids of a batch of events, as ULIDs. The SDK's `x-inngest-event-id-seed` header ("<ms>,<base64 of 10
 * bytes>") makes them the same whenever the same request is sent again, which is how a re-send is known.
 */
export function eventIds(count: number, seed: string | null, nowMs: number): string[] {
  const { timeMs, entropy } = readSeed(seed) ?? { timeMs: nowMs, entropy: randomBytes(10) }
  const first = BigInt(`0x${entropy.toString("hex")}`)
  return Array.from({ length: count }, (_, index) =>
    ulidOf(timeMs, BigInt.asUintN(80, first + BigInt(index + 1))),
  )
}

function readSeed(seed: string | null): { timeMs: number; entropy: Buffer } | null {
  const [time = "", base64 = ""] = seed?.split(",") ?? []
  const timeMs = Number(time)
  const entropy = Buffer.from(base64, "base64")
  if (!Number.isInteger(timeMs) || timeMs <= 0 || timeMs >= 2 ** 48 || entropy.length !== 10) return null
  return { timeMs, entropy }
}

function ulidOf(timeMs: number, randomness: bigint): string {
  let value = (BigInt(timeMs) << 80n) | randomness
  let id = ""
  for (let digit = 0; digit < 26; digit++) {
    id = CROCKFORD[Number(value & 31n)] + id
    value >>= 5n
  }
  return id
}

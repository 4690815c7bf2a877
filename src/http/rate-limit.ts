import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { StoreError } from "../errors"
import { addressOf } from "./peer-address"

export interface RateLimit {
  readonly name: string
  readonly points: number
  readonly durationSeconds: number
}

/**
 * Requests per caller and window, in each process. The caller is an address where anyone may call, and whoever the
 * request proves to be where they must. Many buyers of one event may share an address.
 */
export const RATE_LIMITS = {
  checkout: { name: "checkout", points: 120, durationSeconds: 60 },
  /** So that codes cannot be guessed: each answer says whether one exists. */
  discountCode: { name: "discount-code", points: 60, durationSeconds: 60 },
  /** Each asks the payment provider. */
  unlock: { name: "unlock", points: 120, durationSeconds: 60 },
  signIn: { name: "sign-in", points: 60, durationSeconds: 60 },
  /** Each may ask a model. */
  documentImport: { name: "document-import", points: 30, durationSeconds: 60 },
  token: { name: "token", points: 1_200, durationSeconds: 60 },
  /** Refused credentials, so that guessing tokens is slow. */
  refusedToken: { name: "refused-token", points: 30, durationSeconds: 60 },
} as const satisfies Record<string, RateLimit>

const limiters = new Map<string, RateLimiterMemory>()

/**
 * Counts one request of `key` against the limit.
 * @throws StoreError RATE_LIMITED with `details.retryAfterSeconds`
 */
export async function countRequest(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiterFor(limit).consume(key)
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal
  }
}

/**
 * Counts one request of its caller's address against the limit.
 * @throws StoreError RATE_LIMITED with `details.retryAfterSeconds`
 */
export async function countCaller(limit: RateLimit, request: Pick<Request, "headers">): Promise<void> {
  const address = addressOf(request)
  if (address) await countRequest(limit, address)
}

/**
 * Checks the limit without counting.
 * @throws StoreError RATE_LIMITED with `details.retryAfterSeconds`
 */
export async function checkRequests(limit: RateLimit, key: string): Promise<void> {
  const state = await limiterFor(limit).get(key)
  if (state && state.consumedPoints >= limit.points) throw tooMany(state.msBeforeNext)
}

function limiterFor({ name, points, durationSeconds }: RateLimit): RateLimiterMemory {
  const known = limiters.get(name)
  if (known) return known
  const made = new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds })
  limiters.set(name, made)
  return made
}

function tooMany(waitMs: number): StoreError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new StoreError("RATE_LIMITED", `Too many requests. Try again in ${retryAfterSeconds} seconds.`, {
    details: { retryAfterSeconds },
  })
}

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { StoreError } from "../errors"

export interface RateLimit {
  readonly name: string
  readonly points: number
  readonly durationSeconds: number
}

/** Requests per caller and window, in each process. */
export const RATE_LIMITS = {
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
 * Checks the limit without counting.
 * @throws StoreError RATE_LIMITED with `details.retryAfterSeconds`
 */
export async function checkRequests(limit: RateLimit, key: string): Promise<void> {
  const state = await limiterFor(limit).get(key)
  if (state && state.consumedPoints >= limit.points) throw tooMany(state.msBeforeNext)
}

/** The caller's address as the nearest proxy saw it; what callers claim before that is not believed. */
export function addressOf(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown"
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

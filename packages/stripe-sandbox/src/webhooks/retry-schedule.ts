const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const FIRST_DELAYS_MS = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE]
const GIVE_UP_AFTER_MS = 72 * HOUR

/**
 * When to try again after the given number of failed attempts, or null to give up: soon at first,
 * then hourly, for three days as Stripe does.
 */
export function nextAttemptAt(attempts: number, firstAttemptAt: Date, now: Date): Date | null {
  const next = new Date(now.getTime() + (FIRST_DELAYS_MS[attempts - 1] ?? HOUR))
  return next.getTime() - firstAttemptAt.getTime() > GIVE_UP_AFTER_MS ? null : next
}

import type Stripe from "stripe"
import { type SandboxContext, unixSeconds } from "../context"
import { nextAttemptAt } from "./retry-schedule"
import { signPayload } from "./sign-payload"

const BATCH = 16
const TIMEOUT_MS = 10_000

interface Claim {
  event_id: string
  attempts: number
  first_attempt_at: Date
  object: Stripe.Event
}

/**
 * Sends every webhook that is due and returns the number of attempts made. A claim is a lease by the
 * database's clock: another process does not send the same event meanwhile, and a process that was killed
 * leaves nothing behind but a lease that runs out. At least once, therefore, as with Stripe.
 */
export async function deliverPending(context: SandboxContext): Promise<number> {
  let attempts = 0
  while (true) {
    const claims = await claim(context)
    if (claims.length === 0) return attempts
    await Promise.all(claims.map((one) => attempt(context, one)))
    attempts += claims.length
  }
}

async function claim(context: SandboxContext): Promise<Claim[]> {
  const { rows } = await context.db.query<Claim>(
    `with due as (
       select event_id from sandbox.deliveries
        where delivered_at is null and abandoned_at is null and next_attempt_at <= $1
          and (leased_until is null or leased_until < clock_timestamp())
        order by next_attempt_at, seq limit ${BATCH} for update skip locked
     ), claimed as (
       update sandbox.deliveries d
          set leased_until = clock_timestamp() + interval '30 seconds', attempts = attempts + 1,
              first_attempt_at = coalesce(first_attempt_at, $1)
         from due where d.event_id = due.event_id
       returning d.event_id, d.attempts, d.first_attempt_at
     )
     select claimed.*, o.object from claimed
       join sandbox.objects o on o.kind = 'event' and o.id = claimed.event_id
      order by o.seq`,
    [context.now()],
  )
  return rows
}

async function attempt(context: SandboxContext, claim: Claim): Promise<void> {
  const outcome = await post(context, claim.object)
  const now = context.now()
  const next = outcome.delivered ? null : nextAttemptAt(claim.attempts, new Date(claim.first_attempt_at), now)
  // `attempts` fences: when the lease ran out and somebody else tried again, this older answer changes nothing.
  await context.db.query(
    `update sandbox.deliveries
        set leased_until = null, last_status = $3, last_error = $4, delivered_at = $5, abandoned_at = $6,
            next_attempt_at = coalesce($7, next_attempt_at)
      where event_id = $1 and attempts = $2 and delivered_at is null`,
    [
      claim.event_id,
      claim.attempts,
      outcome.status,
      outcome.error,
      outcome.delivered ? now : null,
      outcome.delivered || next ? null : now,
      next,
    ],
  )
}

interface Outcome {
  delivered: boolean
  status: number | null
  error: string | null
}

async function post(context: SandboxContext, event: Stripe.Event): Promise<Outcome> {
  const payload = JSON.stringify(event, null, 2)
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const request = new Request(context.webhookUrl(), {
      method: "POST",
      body: payload,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (stripe-sandbox)",
        "stripe-signature": signPayload(payload, context.webhookSecret, unixSeconds(context.now())),
      },
      // Stripe treats a redirect as a failure; following one would also change the method.
      redirect: "manual",
      signal,
    })
    const response = await Promise.race([context.deliver(request), rejectOn(signal)])
    await response.body?.cancel()
    const delivered = response.status >= 200 && response.status < 300
    return { delivered, status: response.status, error: delivered ? null : `answered ${response.status}` }
  } catch (error) {
    return { delivered: false, status: null, error: error instanceof Error ? error.message : String(error) }
  }
}

/** A `deliver` that ignores its signal must not hold the lease for longer than the timeout either. */
function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), {
      once: true,
    })
  })
}

import Stripe from "stripe"
import type { SqlDatabase } from "../database"
import { createStripeSandbox, type StripeSandbox, type StripeSandboxOptions } from "../index"
import { emptyPglite } from "./pglite-database"

export const WEBHOOK_SECRET = "whsec_test_secret"
export const CHECKOUT_BASE_URL = "http://shop.test/sandbox/checkout"
export const WEBHOOK_URL = "http://shop.test/api/webhooks/stripe"

export interface StartedSandbox {
  sandbox: StripeSandbox
  stripe: Stripe
  db: SqlDatabase
  /** What the webhook route received, its signature verified by the SDK. */
  events: Stripe.Event[]
  requests: { headers: Headers; body: string; url: string }[]
  /** How the webhook route answers. */
  shop: { status: number }
  clock: { now: Date; advance(ms: number): void }
  errors: unknown[]
}

/**
 * A sandbox on an empty database with a clock that stands still, and the real SDK in front of it. Unless given a
 * database, it takes over the test file's: a sandbox that was started before in the same file is gone.
 */
export async function startSandbox(
  options: Partial<StripeSandboxOptions> = {},
  database?: SqlDatabase,
): Promise<StartedSandbox> {
  const db = database ?? (await emptyPglite())
  const events: Stripe.Event[] = []
  const requests: StartedSandbox["requests"] = []
  const errors: unknown[] = []
  const shop = { status: 200 }
  const clock = {
    now: new Date("2027-03-01T12:00:00.000Z"),
    advance: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const sandbox = createStripeSandbox({
    db,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: WEBHOOK_URL,
    checkoutBaseUrl: CHECKOUT_BASE_URL,
    now: () => clock.now,
    onError: (error) => errors.push(error),
    deliver: async (request) => {
      const body = await request.text()
      requests.push({ headers: request.headers, body, url: request.url })
      const signature = request.headers.get("stripe-signature") ?? ""
      const event = stripe.webhooks.constructEvent(
        body,
        signature,
        WEBHOOK_SECRET,
        undefined,
        undefined,
        clock.now.getTime(),
      )
      if (shop.status < 300) events.push(event)
      return new Response("{}", { status: shop.status })
    },
    ...options,
  })
  await sandbox.migrate()
  const stripe = new Stripe("sk_test_sandbox", {
    httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
    telemetry: false,
    maxNetworkRetries: 0,
  })
  return { sandbox, stripe, db, events, requests, shop, clock, errors }
}

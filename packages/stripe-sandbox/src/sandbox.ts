import type Stripe from "stripe"
import { createFetch } from "./api/create-fetch"
import { forgetOldKeys } from "./api/idempotency"
import type { SandboxContext } from "./context"
import type { SqlDatabase } from "./database"
import { createLoop } from "./loop"
import { renderCheckout } from "./pages/render-checkout"
import { submitCheckout } from "./pages/submit-checkout"
import { expireDue } from "./payments/expire-due"
import { raiseDispute } from "./payments/raise-dispute"
import { settleDue } from "./payments/settle-due"
import { migrate } from "./storage/migrate"
import { nextDeliveryInMs, nextDueInMs } from "./storage/next-due"
import { deliverPending } from "./webhooks/deliver-pending"

export interface StripeSandboxOptions {
  /** State is kept in the schema `sandbox`. */
  db: SqlDatabase
  /** `whsec_…`, the same that the shop verifies with. */
  webhookSecret: string
  /** The shop's webhook route. */
  webhookUrl: string | (() => string)
  /** Where the shop serves the hosted page: a session's is `${checkoutBaseUrl}/${sessionId}`. */
  checkoutBaseUrl: string | (() => string)
  /** How a webhook is posted; `fetch` unless told. */
  deliver?: (request: Request) => Promise<Response>
  now?: () => Date
  /** The events that are sent to the webhook route; all unless told, as `["*"]`. */
  enabledEvents?: readonly string[]
  /** Told of failures in the loops and in the API that nobody else hears of; `console.error` unless told. */
  onError?: (error: unknown) => void
}

export interface StripeSandbox {
  /** Brings the schema up to date. Call it before anything else; safe at every start. */
  migrate(): Promise<void>
  /** Starts sending webhooks, expiring sessions and settling debits in the background. */
  start(): void
  /** Stops, once the webhooks in flight have been answered or timed out. */
  stop(): Promise<void>
  /** Stripe's API. */
  fetch: typeof fetch
  /** The hosted checkout page. */
  pages: {
    render(sessionId: string, url: URL): Promise<Response>
    submit(sessionId: string, request: Request): Promise<Response>
  }
  /** Settles and sends everything that is due now; returns how many webhooks were attempted. */
  deliverPending(): Promise<number>
  /** Closes the sessions whose time is over; returns how many. */
  expireDue(): Promise<number>
  /** Ends the bank debits whose time has come; returns how many. */
  settleDue(): Promise<number>
  /** What a buyer does at the bank: disputes a paid charge. */
  raiseDispute(chargeId: string, reason?: string): Promise<Stripe.Dispute>
}

/** Stripe, as much of it as a shop needs, in this process. Nothing runs until `migrate` and `start`. */
export function createStripeSandbox(options: StripeSandboxOptions): StripeSandbox {
  if (!options.webhookSecret.startsWith("whsec_")) {
    throw new Error("webhookSecret must start with whsec_, as Stripe's do.")
  }
  const { webhookUrl, checkoutBaseUrl } = options
  const onError = options.onError ?? ((error: unknown) => console.error("stripe-sandbox:", error))
  const context: SandboxContext = {
    db: options.db,
    now: options.now ?? (() => new Date()),
    webhookSecret: options.webhookSecret,
    webhookUrl: typeof webhookUrl === "function" ? webhookUrl : () => webhookUrl,
    checkoutBaseUrl: () =>
      (typeof checkoutBaseUrl === "function" ? checkoutBaseUrl() : checkoutBaseUrl).replace(/\/+$/, ""),
    deliver: options.deliver ?? fetch,
    enabledEvents: options.enabledEvents ?? ["*"],
    wake: () => {
      deliveries.wake()
      clock.wake()
    },
    onError,
  }
  const deliveries = createLoop({
    run: () => deliverPending(context),
    nextDueInMs: () => nextDeliveryInMs(context),
    onError,
  })
  const clock = createLoop({
    run: async () => {
      if ((await nextDueInMs(context)) <= 0) {
        await expireDue(context)
        await settleDue(context)
      }
      await forgetOldKeys(context.db, context.now())
    },
    nextDueInMs: () => nextDueInMs(context),
    onError,
  })
  return {
    migrate: () => migrate(context.db),
    start: () => {
      deliveries.start()
      clock.start()
    },
    stop: async () => {
      await Promise.all([deliveries.stop(), clock.stop()])
    },
    fetch: createFetch(context),
    pages: {
      render: (sessionId, url) => renderCheckout(context, sessionId, url),
      submit: (sessionId, request) => submitCheckout(context, sessionId, request),
    },
    deliverPending: async () => {
      await settleDue(context)
      return deliverPending(context)
    },
    expireDue: () => expireDue(context),
    settleDue: () => settleDue(context),
    raiseDispute: (chargeId, reason) => raiseDispute(context, chargeId, reason),
  }
}

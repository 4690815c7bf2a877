import Stripe from "stripe"
import { createStripeSandbox, type StripeSandbox } from "stripe-sandbox"
import type { DatabaseHandle } from "../database"
import type { Config } from "../env"
import type { Payments, Vault } from "../store/ports"
import type { Clock } from "./database-clock"
import { HANDLED_EVENTS } from "./stripe-events"
import { createStripePayments } from "./stripe-payments"

export interface OpenPayments {
  readonly payments: Payments
  readonly stripe: Stripe
  /** The secrets that webhooks may be signed with: two while one is rotated. */
  readonly webhookSecrets: readonly string[]
  readonly sandbox: StripeSandbox | undefined
}

/** What Stripe answers in, whatever the account's default is. An update of the SDK does not change it unasked. */
export const API_VERSION = "2026-10-28.endive"

const DEFAULT_COUNTRIES = "US,CA,GB,IE,DE,FR,NL,BE,AT,CH,ES,PT,IT,DK,SE,NO,FI,PL,CZ,AU,NZ,JP,SG,IN,BR"

/** Stripe with an account; without one the sandbox behind the same SDK. */
export function openPayments(
  config: Config,
  database: DatabaseHandle,
  vault: Vault,
  clock: Clock,
  deliverWebhook?: (request: Request) => Promise<Response>,
): OpenPayments {
  const options = {
    appOrigin: config.appOrigin,
    automaticTax: config.STRIPE_AUTOMATIC_TAX,
    shippingRateIds: list(config.STRIPE_SHIPPING_RATE_IDS),
    allowedCountries: list(config.STRIPE_ALLOWED_COUNTRIES ?? DEFAULT_COUNTRIES),
  }
  if (config.STRIPE_SECRET_KEY) {
    const stripe = new Stripe(config.STRIPE_SECRET_KEY, {
      apiVersion: API_VERSION,
      maxNetworkRetries: 2,
      timeout: 10_000,
    })
    return {
      stripe,
      payments: createStripePayments(stripe, options),
      webhookSecrets: list(config.STRIPE_WEBHOOK_SECRET),
      sandbox: undefined,
    }
  }
  const webhookSecret = `whsec_${vault.sign("sandbox webhook secret")}`
  const sandbox = createStripeSandbox({
    db: database.sql,
    now: clock.now,
    webhookSecret,
    webhookUrl: `${config.appOrigin}/api/webhooks/stripe`,
    checkoutBaseUrl: `${config.appOrigin}/sandbox/checkout`,
    enabledEvents: HANDLED_EVENTS,
    ...(deliverWebhook ? { deliver: deliverWebhook } : {}),
  })
  const httpClient = Stripe.createFetchHttpClient(sandbox.fetch)
  const stripe = new Stripe("sk_test_sandbox", { apiVersion: API_VERSION, httpClient })
  return { stripe, payments: createStripePayments(stripe, options), webhookSecrets: [webhookSecret], sandbox }
}

function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)
}

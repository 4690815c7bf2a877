import type Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import { formatAmount, smallestCharge } from "../money"
import { BANK_DEBITS } from "../payments/bank-debit"
import { priceSession } from "../payments/price-session"
import type { SessionDetails } from "../storage/documents"
import { insertObject } from "../storage/objects"
import { ApiError } from "./api-error"
import { buildDiscount } from "./build-discount"
import { buildLineItems } from "./build-line-items"
import { buildShippingRate } from "./build-shipping-rate"
import { findSessionCoupon } from "./find-session-coupon"
import type { SessionParameters } from "./session-parameters"

const SHORTEST_LIFE_S = 30 * 60
const LONGEST_LIFE_S = 24 * 60 * 60
/** The shop computed its timestamp a moment before the request arrived. */
const SLACK_S = 1

/** Prices and stores a new open session. The caller has checked the parameters' forms; here is what they mean together. */
export async function createSession(
  work: Work,
  parameters: SessionParameters,
): Promise<Stripe.Checkout.Session> {
  refuseOtherModes(parameters)
  const created = unixSeconds(work.now)
  const expiresAt = expiry(parameters.expires_at, created)
  if (parameters.success_url === undefined) {
    throw new ApiError("Missing required param: success_url.", {
      code: "parameter_missing",
      param: "success_url",
    })
  }
  const items = buildLineItems(parameters.line_items, created)
  const rates = (parameters.shipping_options ?? []).map((option, index) =>
    buildShippingRate(option, items.currency, index, created),
  )
  const coupon = await findSessionCoupon(work, parameters, items.currency)
  const [firstRate] = rates
  const shipping = firstRate ? (firstRate.fixed_amount?.amount ?? 0) : null
  const priced = priceSession(items.amounts, coupon, shipping ?? 0)
  refuseTooSmall(priced.total, items.currency)

  const id = newId("cs_test")
  const discount = coupon && priced.discount > 0 ? buildDiscount(coupon, id, created) : null
  for (const [index, item] of items.lineItems.entries()) {
    const line = priced.lines[index]
    if (!line) continue
    item.amount_subtotal = line.subtotal
    item.amount_discount = line.discount
    item.amount_total = line.total
    if (discount) item.discounts = [{ amount: line.discount, discount }]
  }

  const intent = parameters.payment_intent_data
  const details: SessionDetails = {
    lineItems: items.lineItems,
    products: items.products,
    shippingRates: rates,
    discounts: discount ? [{ amount: priced.discount, discount }] : [],
    paymentIntent: {
      metadata: intent?.metadata ?? {},
      description: intent?.description ?? null,
      receiptEmail: intent?.receipt_email ?? null,
    },
    pending: null,
  }
  const email = parameters.customer_email ?? null
  const session: Stripe.Checkout.Session = {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: parameters.allowed_payment_method_types ?? null,
    amount_subtotal: priced.subtotal,
    amount_total: priced.total,
    automatic_tax: {
      enabled: parameters.automatic_tax?.enabled ?? false,
      liability: parameters.automatic_tax?.enabled ? { type: "self" } : null,
      provider: parameters.automatic_tax?.enabled ? "stripe" : null,
      status: parameters.automatic_tax?.enabled ? "requires_location_inputs" : null,
    },
    billing_address_collection: parameters.billing_address_collection ?? null,
    cancel_url: parameters.cancel_url ?? null,
    client_reference_id: parameters.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency: items.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: "if_required",
    customer_details: email
      ? {
          address: null,
          business_name: null,
          email,
          individual_name: null,
          name: null,
          phone: null,
          tax_exempt: "none",
          tax_ids: null,
        }
      : null,
    customer_email: email,
    discounts: coupon ? [{ coupon: coupon.id, promotion_code: null }] : [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: parameters.locale ?? null,
    managed_payments: null,
    metadata: parameters.metadata ?? {},
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: methodsFor(items.currency, parameters.allowed_payment_method_types),
    payment_status: priced.total === 0 ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: parameters.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: parameters.shipping_address_collection ?? null,
    shipping_cost:
      firstRate && shipping !== null
        ? { amount_subtotal: shipping, amount_tax: 0, amount_total: shipping, shipping_rate: firstRate.id }
        : null,
    shipping_options: rates.map((rate) => ({
      shipping_amount: rate.fixed_amount?.amount ?? 0,
      shipping_rate: rate.id,
    })),
    status: "open",
    submit_type: parameters.submit_type ?? null,
    subscription: null,
    success_url: parameters.success_url,
    total_details: { amount_discount: priced.discount, amount_shipping: shipping ?? 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: null,
    wallet_options: null,
  }
  await insertObject(work.sql, "checkout.session", session, details)
  return session
}

function refuseOtherModes({ mode = "payment", ui_mode = "hosted_page" }: SessionParameters): void {
  const refuse = (param: string, value: string, only: string) => {
    throw new ApiError(`The Stripe sandbox does not implement \`${param}\` "${value}", only "${only}".`, {
      code: "sandbox_unsupported",
      param,
    })
  }
  if (mode !== "payment") refuse("mode", mode, "payment")
  if (ui_mode !== "hosted_page") refuse("ui_mode", ui_mode, "hosted_page")
}

/** docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at */
function expiry(asked: number | undefined, created: number): number {
  if (asked === undefined) return created + LONGEST_LIFE_S
  if (asked < created + SHORTEST_LIFE_S - SLACK_S) {
    throw new ApiError(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      {
        param: "expires_at",
      },
    )
  }
  if (asked > created + LONGEST_LIFE_S + SLACK_S) {
    throw new ApiError(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      {
        param: "expires_at",
      },
    )
  }
  return asked
}

function refuseTooSmall(total: number, currency: string): void {
  const least = smallestCharge(currency)
  if (total === 0 || total >= least) return
  throw new ApiError(
    `The Checkout Session's total amount must be at least ${formatAmount(least, currency)}, or nothing; it is ${formatAmount(total, currency)}.`,
    { code: "amount_too_small" },
  )
}

/** Card, and the currency's bank debit, as far as the shop allows them. */
function methodsFor(currency: string, allowed: string[] = ["card", ...Object.values(BANK_DEBITS)]): string[] {
  if (!allowed.includes("card")) {
    throw new ApiError(
      "The Stripe sandbox always takes cards: add `card` to `allowed_payment_method_types`.",
      {
        code: "sandbox_unsupported",
        param: "allowed_payment_method_types",
      },
    )
  }
  const debit = BANK_DEBITS[currency]
  return debit && allowed.includes(debit) ? ["card", debit] : ["card"]
}

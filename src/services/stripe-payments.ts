import Stripe from "stripe"
import { StoreError } from "../errors"
import { cents } from "../store/money"
import type { CheckoutSession, CheckoutSessionRequest, Customer, Payments } from "../store/ports"

export interface StripeOptions {
  readonly appOrigin: string
  readonly automaticTax: boolean
  readonly shippingRateIds: readonly string[]
  readonly allowedCountries: readonly string[]
}

/** The shop's payments over Stripe's SDK. Real Stripe and the sandbox differ only in the client's fetch. */
export function createStripePayments(stripe: Stripe, options: StripeOptions): Payments {
  return {
    createSession: (request) => createSession(stripe, options, request),
    async getSession(sessionId) {
      return getSession(stripe, sessionId)
    },
    async expireSession(sessionId) {
      try {
        return toSession(await stripe.checkout.sessions.expire(sessionId))
      } catch (error) {
        // Stripe refuses to expire a session that has ended; what it is now is the answer.
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return getSession(stripe, sessionId)
        throw unavailable(error)
      }
    },
    async listCompletedSessions(since) {
      const sessions: CheckoutSession[] = []
      const created = { gte: Math.floor(since.getTime() / 1000) }
      try {
        for await (const session of stripe.checkout.sessions.list({
          status: "complete",
          created,
          limit: 100,
        })) {
          sessions.push(toSession(session))
        }
      } catch (error) {
        throw unavailable(error)
      }
      return sessions
    },
    async refund({ paymentIntentId, amountCents, idempotencyKey }) {
      try {
        const refund =
          (await findRefund(stripe, paymentIntentId, idempotencyKey)) ??
          (await stripe.refunds.create(
            { payment_intent: paymentIntentId, amount: amountCents, metadata: { key: idempotencyKey } },
            { idempotencyKey },
          ))
        return { providerRefundId: refund.id }
      } catch (error) {
        throw exceedsRest(error)
          ? new StoreError("CONFLICT", "Less than this amount is left of the payment.", { cause: error })
          : unavailable(error)
      }
    },
  }
}

/** The charge comes along: it alone knows what has gone back, and whether a bank has said no. */
async function getSession(stripe: Stripe, sessionId: string): Promise<CheckoutSession> {
  try {
    return toSession(
      await stripe.checkout.sessions.retrieve(sessionId, { expand: ["payment_intent.latest_charge"] }),
    )
  } catch (error) {
    throw isMissing(error)
      ? new StoreError("NOT_FOUND", "There is no such payment session.")
      : unavailable(error)
  }
}

/** Stripe forgets idempotency keys after a day or more; the refund itself remembers the one that made it. */
async function findRefund(
  stripe: Stripe,
  paymentIntentId: string,
  key: string,
): Promise<Stripe.Refund | undefined> {
  for await (const refund of stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })) {
    if (refund.metadata?.key === key) return refund
  }
  return undefined
}

async function createSession(
  stripe: Stripe,
  options: StripeOptions,
  request: CheckoutSessionRequest,
): Promise<CheckoutSession> {
  const { orderId, discount } = request
  const { appOrigin } = options
  const metadata = {
    orderId,
    appOrigin,
    discountCode: discount?.code ?? "",
    discountAmountCents: String(discount?.amountCents ?? 0),
  }
  try {
    const session = await stripe.checkout.sessions.create(
      {
        mode: "payment",
        client_reference_id: orderId,
        metadata,
        line_items: request.lines.map((line) => ({
          quantity: line.quantity,
          price_data: {
            currency: "usd",
            unit_amount: line.unitPriceCents,
            product_data: {
              name: [line.name, [line.color, line.size].filter(Boolean).join(" ")].filter(Boolean).join(", "),
              metadata: {
                productId: line.productId,
                sku: line.sku,
                variantId: line.variantId,
                size: line.size,
                color: line.color,
              },
            },
          },
        })),
        ...(discount && discount.amountCents > 0
          ? { discounts: [{ coupon: await createCoupon(stripe, orderId, discount) }] }
          : {}),
        ...(request.lines.length > 0 ? { payment_intent_data: { metadata: { orderId, appOrigin } } } : {}),
        shipping_address_collection: {
          allowed_countries: [...options.allowedCountries] as ("US" | "GB")[],
        },
        phone_number_collection: { enabled: true },
        ...(options.shippingRateIds.length > 0
          ? { shipping_options: options.shippingRateIds.map((rate) => ({ shipping_rate: rate })) }
          : {}),
        ...(options.automaticTax ? { automatic_tax: { enabled: true } } : {}),
        expires_at: Math.ceil(request.expiresAt.getTime() / 1000),
        success_url: `${appOrigin}/orders/confirmation?ord=${orderId}&session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: `${appOrigin}/checkout`,
      },
      { idempotencyKey: `checkout:${orderId}` },
    )
    return toSession(session)
  } catch (error) {
    throw unavailable(error)
  }
}

/** Stripe takes no inline discount on a session, so each discounted order gets a coupon of its own. */
async function createCoupon(
  stripe: Stripe,
  orderId: string,
  discount: { readonly code: string; readonly amountCents: number },
): Promise<string> {
  const coupon = await stripe.coupons.create(
    {
      amount_off: discount.amountCents,
      currency: "usd",
      duration: "once",
      max_redemptions: 1,
      name: discount.code.slice(0, 40),
      metadata: { orderId },
    },
    { idempotencyKey: `coupon:${orderId}` },
  )
  return coupon.id
}

const ENDED = ["complete", "expired"] as const

/** A Stripe session in the shop's words. */
export function toSession(session: Stripe.Checkout.Session): CheckoutSession {
  const intent = session.payment_intent
  const charge = typeof intent === "object" ? intent?.latest_charge : null
  return {
    id: session.id,
    url: session.url,
    status: ENDED.find((status) => status === session.status) ?? "open",
    paid:
      session.status === "complete" &&
      (session.payment_status === "paid" || session.payment_status === "no_payment_required"),
    failed: session.status === "complete" && session.payment_status === "unpaid" && isRefused(intent),
    refundedCents: cents(typeof charge === "object" ? (charge?.amount_refunded ?? 0) : 0),
    orderId: session.metadata?.orderId || null,
    appOrigin: session.metadata?.appOrigin || null,
    paymentIntentId: idOf(intent),
    amountTotalCents: cents(session.amount_total ?? 0),
    shippingCents: cents(session.shipping_cost?.amount_total ?? 0),
    taxCents: cents(session.total_details?.amount_tax ?? 0),
    currency: session.currency ?? "usd",
    customer: customerOf(session),
  }
}

function customerOf(session: Stripe.Checkout.Session): Customer | null {
  const details = session.customer_details
  if (!details) return null
  const shipping = session.collected_information?.shipping_details
  const address = shipping?.address ?? details.address
  return {
    email: details.email ?? "",
    name: details.name ?? shipping?.name ?? "",
    phone: details.phone ?? "",
    shipping: {
      name: shipping?.name ?? details.name ?? "",
      line1: address?.line1 ?? "",
      line2: address?.line2 ?? "",
      city: address?.city ?? "",
      state: address?.state ?? "",
      postalCode: address?.postal_code ?? "",
      country: address?.country ?? "",
    },
  }
}

/** docs.stripe.com/payments/paymentintents/lifecycle: where an intent ends when the bank refuses a debit. */
function isRefused(intent: Stripe.Checkout.Session["payment_intent"]): boolean {
  return (
    typeof intent === "object" &&
    (intent?.status === "requires_payment_method" || intent?.status === "canceled")
  )
}

function idOf(reference: string | { readonly id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null)
}

/** docs.stripe.com/error-codes#charge-already-refunded, and amounts above what is left, which carry no code. */
function exceedsRest(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (error.code === "charge_already_refunded" || error.param === "amount")
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing"
}

/** Stripe's own message may quote what was sent, so it stays in the cause and out of the public text. */
function unavailable(cause: unknown): StoreError {
  if (
    cause instanceof Stripe.errors.StripeAuthenticationError ||
    cause instanceof Stripe.errors.StripePermissionError
  ) {
    const message = "The payment provider does not take this store's key. Nothing was charged."
    return new StoreError("PAYMENT_CONFIGURATION_MISSING", message, { cause })
  }
  return new StoreError("SERVICE_UNAVAILABLE", "The payment provider did not answer as expected.", { cause })
}

import { randomUUID } from "node:crypto"
import Stripe from "stripe"
import { beforeAll, describe, expect, it } from "vitest"
import { refusalOf } from "./testing/refusal-of"
import { startSandbox } from "./testing/start-sandbox"

/**
 * What the shop relies on at Stripe, asked of the sandbox and, with STRIPE_TEST_SECRET_KEY, of Stripe's test mode: the
 * same answers to both. Only what the API can do alone: paying needs a browser.
 */
const KEY = process.env.STRIPE_TEST_SECRET_KEY
if (KEY && !/^(?:sk|rk)_test_/.test(KEY))
  throw new Error("STRIPE_TEST_SECRET_KEY is not a key of the test mode.")
if (!KEY) {
  process.stdout.write(
    "\nNOT RUN against Stripe itself: set STRIPE_TEST_SECRET_KEY to a test mode key, sk_test_….\n",
  )
}

const bases: readonly (readonly [string, () => Promise<Stripe>])[] = [
  ["the sandbox", async () => (await startSandbox()).stripe],
  ...(KEY ? [["Stripe", async () => new Stripe(KEY)] as const] : []),
]

describe.each(bases)("%s", (_name, open) => {
  let stripe: Stripe
  beforeAll(async () => {
    stripe = await open()
  })

  const order = () => `ord_${randomUUID().replaceAll("-", "")}`
  const session = (orderId: string, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) => ({
    mode: "payment" as const,
    client_reference_id: orderId,
    metadata: { orderId, discountCode: "" },
    line_items: [
      {
        quantity: 2,
        price_data: {
          currency: "usd",
          unit_amount: 1500,
          product_data: { name: "Mug", metadata: { sku: "MUG" } },
        },
      },
    ],
    shipping_address_collection: { allowed_countries: ["US" as const, "GB" as const] },
    phone_number_collection: { enabled: true },
    success_url: "https://shop.example/orders/confirmation?session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/checkout",
    ...more,
  })

  it("opens a session with the order's amount and reference", async () => {
    const orderId = order()
    const made = await stripe.checkout.sessions.create(session(orderId))
    expect(made).toMatchObject({
      object: "checkout.session",
      livemode: false,
      status: "open",
      payment_status: "unpaid",
      amount_subtotal: 3000,
      amount_total: 3000,
      currency: "usd",
      client_reference_id: orderId,
      metadata: { orderId },
      payment_intent: null,
    })
    expect(made.url).toMatch(/^https?:\/\//)
    expect(await stripe.checkout.sessions.retrieve(made.id)).toMatchObject({
      id: made.id,
      metadata: { orderId },
    })
  })

  it("answers the same key with the same session, and refuses it for another request", async () => {
    const orderId = order()
    const once = { idempotencyKey: `checkout:${orderId}` }
    const first = await stripe.checkout.sessions.create(session(orderId), once)
    expect((await stripe.checkout.sessions.create(session(orderId), once)).id).toBe(first.id)
    const other = await refusalOf(stripe.checkout.sessions.create(session(order()), once))
    expect(other).toMatchObject({ statusCode: 400, rawType: "idempotency_error" })
  })

  it("takes a coupon of its own off the total", async () => {
    const orderId = order()
    const coupon = await stripe.coupons.create({
      amount_off: 500,
      currency: "usd",
      duration: "once",
      max_redemptions: 1,
    })
    const made = await stripe.checkout.sessions.create(
      session(orderId, { discounts: [{ coupon: coupon.id }] }),
    )
    expect(made).toMatchObject({
      amount_subtotal: 3000,
      amount_total: 2500,
      total_details: { amount_discount: 500 },
    })
  })

  it("expires an open session once", async () => {
    const made = await stripe.checkout.sessions.create(session(order()))
    expect(await stripe.checkout.sessions.expire(made.id)).toMatchObject({ status: "expired", url: null })
    const again = await refusalOf(stripe.checkout.sessions.expire(made.id))
    expect(again).toMatchObject({ statusCode: 400, rawType: "invalid_request_error" })
  })

  it("does not know what was never made", async () => {
    const missing = { statusCode: 404, code: "resource_missing" }
    expect(await refusalOf(stripe.checkout.sessions.retrieve("cs_test_never"))).toMatchObject(missing)
    expect((await stripe.refunds.list({ limit: 1 })).object).toBe("list")
  })

  it("refuses a negative amount and names the parameter", async () => {
    const wrong = session(order(), {
      line_items: [
        { quantity: 1, price_data: { currency: "usd", unit_amount: -1, product_data: { name: "Mug" } } },
      ],
    })
    const refused = await refusalOf(stripe.checkout.sessions.create(wrong))
    expect(refused).toMatchObject({ statusCode: 400, rawType: "invalid_request_error" })
    expect(refused.param).toContain("unit_amount")
  })
})

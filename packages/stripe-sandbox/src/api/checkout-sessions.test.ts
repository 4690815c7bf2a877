import type Stripe from "stripe"
import { beforeEach, describe, expect, it } from "vitest"
import { line, paidSession, sessionParams } from "../testing/factories"
import { refusalOf } from "../testing/refusal-of"
import { CHECKOUT_BASE_URL, type StartedSandbox, startSandbox } from "../testing/start-sandbox"

let started: StartedSandbox
let stripe: Stripe

beforeEach(async () => {
  started = await startSandbox()
  stripe = started.stripe
})

const create = (changes: Stripe.Checkout.SessionCreateParams = {}) =>
  stripe.checkout.sessions.create(sessionParams(changes))

const now = () => Math.floor(started.clock.now.getTime() / 1000)

describe("creating a session", () => {
  it("prices the lines and answers an open session with the address of its page", async () => {
    const session = await create()
    expect(session).toMatchObject({
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_subtotal: 5200,
      amount_total: 5200,
      currency: "usd",
      client_reference_id: "ord_1",
      metadata: { orderId: "ord_1" },
      customer_details: null,
      livemode: false,
      url: `${CHECKOUT_BASE_URL}/${session.id}`,
    })
    expect(session.id).toMatch(/^cs_test_\w{58}$/)
    expect(session.expires_at).toBe(session.created + 24 * 60 * 60)
  })

  it("takes a coupon off the goods, spread over the lines to the cent", async () => {
    const coupon = await stripe.coupons.create({ amount_off: 1001, currency: "usd" })
    const session = await create({ discounts: [{ coupon: coupon.id }] })
    expect(session).toMatchObject({ amount_total: 4199, total_details: { amount_discount: 1001 } })
    const { data } = await stripe.checkout.sessions.listLineItems(session.id, { expand: ["data.discounts"] })
    expect(data.map((item) => item.amount_discount)).toEqual([539, 462])
    expect(data[0]?.discounts?.[0]?.discount.source.coupon).toBe(coupon.id)
  })

  it("adds the first shipping option, inline or by the id of a rate that it cannot look up", async () => {
    const rate = { display_name: "Post", fixed_amount: { amount: 700, currency: "usd" } }
    const inline = await create({ shipping_options: [{ shipping_rate_data: rate }] })
    expect(inline).toMatchObject({ amount_total: 5900, shipping_cost: { amount_total: 700 } })
    const byId = await create({ shipping_options: [{ shipping_rate: "shr_from_the_account" }] })
    expect(byId.shipping_cost).toMatchObject({ amount_total: 500, shipping_rate: "shr_from_the_account" })
  })

  it("needs no payment when nothing is left to pay", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 100 })
    const session = await create({ discounts: [{ coupon: coupon.id }] })
    expect(session).toMatchObject({ amount_total: 0, payment_status: "no_payment_required" })
  })

  it("lives from 30 minutes to 24 hours, give or take the second on the way", async () => {
    expect((await create({ expires_at: now() + 30 * 60 - 1 })).status).toBe("open")
    expect((await create({ expires_at: now() + 24 * 60 * 60 + 1 })).status).toBe("open")
    expect(await refusalOf(create({ expires_at: now() + 30 * 60 - 2 }))).toMatchObject({
      param: "expires_at",
      message: expect.stringContaining("at least 30 minutes"),
    })
    expect(await refusalOf(create({ expires_at: now() + 24 * 60 * 60 + 2 }))).toMatchObject({
      param: "expires_at",
      message: expect.stringContaining("less than 24 hours"),
    })
  })

  const PRICE = { currency: "usd", unit_amount: 100, product_data: { name: "A" } }

  it.each<[string, Stripe.Checkout.SessionCreateParams, string | undefined, string | undefined]>([
    ["no lines", { line_items: [] }, "parameter_missing", "line_items"],
    [
      "a quantity of zero",
      { line_items: [line("A", 100, 0)] },
      "parameter_invalid_integer",
      "line_items[0][quantity]",
    ],
    [
      "a quantity of one and a half",
      { line_items: [line("A", 100, 1.5)] },
      "parameter_invalid_integer",
      "line_items[0][quantity]",
    ],
    [
      "a negative price",
      { line_items: [line("A", -1, 1)] },
      "parameter_invalid_integer",
      "line_items[0][price_data][unit_amount]",
    ],
    ["no quantity", { line_items: [{ price_data: PRICE }] }, "parameter_missing", "line_items[0][quantity]"],
    [
      "no product",
      { line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 1 } }] },
      "parameter_missing",
      "line_items[0][price_data][product_data]",
    ],
    [
      "a price that does not exist",
      { line_items: [{ price: "price_1", quantity: 1 }] },
      "resource_missing",
      "line_items[0][price]",
    ],
    [
      "two currencies",
      { line_items: [line("A", 100, 1), { quantity: 1, price_data: { ...PRICE, currency: "eur" } }] },
      undefined,
      "line_items[1][price_data][currency]",
    ],
    ["a total under the smallest charge", { line_items: [line("A", 49, 1)] }, "amount_too_small", undefined],
    ["an address that is none", { success_url: "javascript:alert(1)" }, "url_invalid", "success_url"],
    ["no address to go to", { success_url: undefined }, "parameter_missing", "success_url"],
    ["an e-mail that is none", { customer_email: "ada" }, "email_invalid", "customer_email"],
    [
      "a coupon that does not exist",
      { discounts: [{ coupon: "NONE" }] },
      "resource_missing",
      "discounts[0][coupon]",
    ],
    ["an empty reference", { client_reference_id: "" }, "parameter_invalid_empty", "client_reference_id"],
    ["a subscription", { mode: "subscription" }, "sandbox_unsupported", "mode"],
    ["metadata that is too long", { metadata: { note: "x".repeat(501) } }, undefined, "metadata"],
  ])("refuses %s", async (_, changes, code, param) => {
    expect(await refusalOf(create(changes))).toMatchObject({ statusCode: 400, code, param })
  })

  it("takes an empty metadata value as one that is not set", async () => {
    const session = await create({ metadata: { orderId: "ord_1", discountCode: "" } })
    expect(session.metadata).toEqual({ orderId: "ord_1" })
  })
})

describe("reading a session", () => {
  it("is a 404 for an id that does not exist", async () => {
    expect(await refusalOf(stripe.checkout.sessions.retrieve("cs_test_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "session",
      message: "No such checkout.session: 'cs_test_none'",
    })
  })

  it("expands the lines with their products, the intent with its charge, and the discounts", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 10 })
    const paid = await paidSession(started, { discounts: [{ coupon: coupon.id }] })
    const session = await stripe.checkout.sessions.retrieve(paid.id, {
      expand: [
        "line_items.data.price.product",
        "payment_intent.latest_charge",
        "total_details.breakdown",
        "discounts.coupon",
      ],
    })
    const [item] = session.line_items?.data ?? []
    expect(item?.price?.unit_amount).toBe(2800)
    expect(item?.price?.product).toMatchObject({
      name: "Tee",
      metadata: { sku: "SKU-Tee", variantId: "var_Tee" },
    })
    expect(session.payment_intent).toMatchObject({
      object: "payment_intent",
      latest_charge: { object: "charge", paid: true },
    })
    expect(session.total_details?.breakdown?.discounts[0]?.amount).toBe(520)
    expect(session.discounts?.[0]?.coupon).toMatchObject({ percent_off: 10, times_redeemed: 1 })
  })

  it("refuses to expand what is no object", async () => {
    const { id } = await create()
    const retrieve = (expand: string[]) => refusalOf(stripe.checkout.sessions.retrieve(id, { expand }))
    expect((await retrieve(["amount_total"])).message).toBe(
      "This property cannot be expanded (amount_total).",
    )
    expect((await retrieve(["a.b.c.d.e"])).message).toContain("more than 4 levels")
  })
})

describe("the lines of a session", () => {
  it("come in the shop's order, page by page, with their products on request", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `Item ${index}`)
    const { id } = await create({ line_items: names.map((name) => line(name, 100, 1)) })
    const first = await stripe.checkout.sessions.listLineItems(id, {
      limit: 10,
      expand: ["data.price.product"],
    })
    expect(first.has_more).toBe(true)
    expect(first.data[0]?.price?.product).toMatchObject({ metadata: { sku: "SKU-Item 0" } })
    const all = await stripe.checkout.sessions
      .listLineItems(id, { limit: 10 })
      .autoPagingToArray({ limit: 100 })
    expect(all.map((item) => item.description)).toEqual(names)
    const before = await stripe.checkout.sessions.listLineItems(id, { limit: 2, ending_before: all[5]?.id })
    expect(before.data.map((item) => item.description)).toEqual(["Item 3", "Item 4"])
    const expanded = await stripe.checkout.sessions.retrieve(id, { expand: ["line_items"] })
    expect(expanded.line_items).toMatchObject({ has_more: true, data: { length: 10 } })
  })
})

describe("listing sessions", () => {
  it("filters by status, time and intent, newest first, page by page", async () => {
    const own = await startSandbox()
    const made: string[] = []
    for (let count = 0; count < 5; count++) {
      made.unshift((await own.stripe.checkout.sessions.create(sessionParams())).id)
      own.clock.advance(1_000)
    }
    const ids = async (params: Stripe.Checkout.SessionListParams) =>
      (await own.stripe.checkout.sessions.list(params)).data.map((session) => session.id)
    expect(await ids({})).toEqual(made)
    expect(await ids({ limit: 2, starting_after: made[1] })).toEqual(made.slice(2, 4))
    expect(await ids({ limit: 2, ending_before: made[4] })).toEqual(made.slice(2, 4))
    const since = Math.floor(own.clock.now.getTime() / 1000) - 2
    expect(await ids({ created: { gte: since } })).toEqual(made.slice(0, 2))
    const all = await own.stripe.checkout.sessions.list({ limit: 2 }).autoPagingToArray({ limit: 10 })
    expect(all.map((session) => session.id)).toEqual(made)

    const paid = await paidSession(own)
    expect(await ids({ status: "complete" })).toEqual([paid.id])
    expect(await ids({ status: "open" })).toEqual(made)
    const intent = paid.payment_intent
    if (intent === null || typeof intent === "string") throw new Error("The intent was not expanded.")
    expect(await ids({ payment_intent: intent.id })).toEqual([paid.id])
    expect(
      await refusalOf(own.stripe.checkout.sessions.list({ starting_after: "cs_test_none" })),
    ).toMatchObject({
      code: "resource_missing",
      param: "starting_after",
    })
    expect(await refusalOf(own.stripe.checkout.sessions.list({ limit: 101 }))).toMatchObject({
      param: "limit",
    })
  })
})

describe("expiring a session", () => {
  it("closes an open one, once, and says so by webhook", async () => {
    const own = await startSandbox()
    const { id } = await own.stripe.checkout.sessions.create(sessionParams())
    const expired = await own.stripe.checkout.sessions.expire(id)
    expect(expired).toMatchObject({ status: "expired", url: null })
    expect(await refusalOf(own.stripe.checkout.sessions.expire(id))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('has a status of "expired"'),
    })
    await own.sandbox.deliverPending()
    expect(own.events.map((event) => event.type)).toEqual(["checkout.session.expired"])
  })

  it("refuses one that was paid", async () => {
    const { id } = await paidSession(started)
    expect((await refusalOf(stripe.checkout.sessions.expire(id))).message).toContain('status of "complete"')
  })

  it("happens by itself when its time is over", async () => {
    const own = await startSandbox()
    const { id } = await own.stripe.checkout.sessions.create(
      sessionParams({ expires_at: Math.floor(own.clock.now.getTime() / 1000) + 1800 }),
    )
    own.clock.advance(1799_000)
    expect(await own.sandbox.expireDue()).toBe(0)
    own.clock.advance(1_000)
    expect(await own.sandbox.expireDue()).toBe(1)
    expect(await own.sandbox.expireDue()).toBe(0)
    expect((await own.stripe.checkout.sessions.retrieve(id)).status).toBe("expired")
    await own.sandbox.deliverPending()
    expect(own.events.map((event) => event.type)).toEqual(["checkout.session.expired"])
  })
})

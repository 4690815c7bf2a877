import type Stripe from "stripe"
import { beforeEach, describe, expect, it } from "vitest"
import { buyerForm, open, sessionParams, submit } from "../testing/factories"
import { tagWithId, textOf } from "../testing/page-text"
import { CHECKOUT_BASE_URL, type StartedSandbox, startSandbox } from "../testing/start-sandbox"

let started: StartedSandbox

beforeEach(async () => {
  started = await startSandbox()
})

const create = async (changes: Stripe.Checkout.SessionCreateParams = {}) =>
  (await started.stripe.checkout.sessions.create(sessionParams(changes))).id

const retrieve = (id: string) =>
  started.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] })

async function eventTypes(): Promise<string[]> {
  await started.sandbox.deliverPending()
  return started.events.map((event) => event.type)
}

describe("paying with the card that pays", () => {
  it("completes the session with everything the buyer told, and goes to the shop", async () => {
    const id = await create({ payment_intent_data: { metadata: { orderId: "ord_1" } } })
    const response = await submit(started, id)
    expect(response.status).toBe(303)
    expect(response.headers.get("location")).toBe(
      `http://shop.test/orders/confirmation?ord=ord_1&session_id=${id}`,
    )
    const address = {
      line1: "1 Market Street",
      line2: null,
      city: "San Francisco",
      state: "CA",
      postal_code: "94105",
      country: "US",
    }
    expect(await retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      customer_details: { email: "ada@example.com", name: "Ada Tester", phone: "+14155550132", address },
      collected_information: { shipping_details: { name: "Ada Tester", address } },
      payment_intent: {
        status: "succeeded",
        amount: 5200,
        amount_received: 5200,
        metadata: { orderId: "ord_1" },
        latest_charge: {
          status: "succeeded",
          paid: true,
          amount_captured: 5200,
          payment_method_details: { card: { brand: "visa", last4: "4242", exp_month: 12, exp_year: 2034 } },
        },
      },
    })
    expect(await eventTypes()).toEqual([
      "payment_intent.created",
      "checkout.session.completed",
      "payment_intent.succeeded",
      "charge.succeeded",
    ])
  })

  it("charges once, however often the form is sent", async () => {
    const id = await create()
    const responses = await Promise.all(Array.from({ length: 5 }, () => submit(started, id)))
    expect(responses.map((response) => response.status)).toEqual([303, 303, 303, 303, 303])
    expect(new Set(responses.map((response) => response.headers.get("location"))).size).toBe(1)
    expect((await started.stripe.charges.list()).data).toHaveLength(1)
    expect((await eventTypes()).filter((type) => type === "checkout.session.completed")).toHaveLength(1)
  })

  it("charges the shipping that was chosen", async () => {
    const rate = (amount: number) => ({
      shipping_rate_data: { display_name: `$${amount}`, fixed_amount: { amount, currency: "usd" } },
    })
    const session = await started.stripe.checkout.sessions.create(
      sessionParams({ shipping_options: [rate(500), rate(1800)] }),
    )
    const missing = await submit(started, session.id, buyerForm({ shippingRate: "shr_other" }))
    expect(missing.status).toBe(422)
    const chosen = String(session.shipping_options[1]?.shipping_rate)
    await submit(started, session.id, buyerForm({ shippingRate: chosen }))
    expect(await retrieve(session.id)).toMatchObject({
      amount_total: 7000,
      shipping_cost: { amount_total: 1800, shipping_rate: chosen },
      total_details: { amount_shipping: 1800 },
      payment_intent: { amount: 7000 },
    })
  })

  it("keeps no card number, no security code, anywhere in the database", async () => {
    for (const cardNumber of ["4242424242424242", "4000000000000002", "4000002500003155"]) {
      await submit(started, await create(), buyerForm({ cardNumber, cardCvc: "987" }))
    }
    for (const table of ["objects", "deliveries", "idempotency_keys"]) {
      const { rows } = await started.db.query<{ text: string }>(
        `select t::text as text from sandbox.${table} t`,
      )
      const dump = rows.map((row) => row.text).join("\n")
      expect(dump).not.toMatch(/4242424242424242|4000000000000002|4000002500003155/)
      expect(dump).not.toMatch(/"987"/)
    }
  })
})

describe("a card that does not pay", () => {
  it.each([
    ["4000 0000 0000 0002", "Your card was declined.", "generic_decline"],
    ["4000 0000 0000 9995", "Your card has insufficient funds.", "insufficient_funds"],
    ["5105 1051 0510 5100", "This sandbox takes only the test cards", "test_mode_live_card"],
  ])("%s is declined in words, and another may be tried", async (cardNumber, message, declineCode) => {
    const id = await create()
    const declined = await submit(started, id, buyerForm({ cardNumber }))
    const markup = await declined.text()
    expect(declined.status).toBe(402)
    expect(textOf(markup)).toContain(`The payment did not go through ${message}`)
    expect(tagWithId(markup, "email")).toContain('value="ada@example.com"')
    expect(await retrieve(id)).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { type: "card_error", code: "card_declined", decline_code: declineCode },
        latest_charge: { status: "failed", paid: false },
      },
    })
    expect(await eventTypes()).toEqual([
      "payment_intent.created",
      "payment_intent.payment_failed",
      "charge.failed",
    ])
    expect((await submit(started, id)).status).toBe(303)
    expect(await retrieve(id)).toMatchObject({
      payment_status: "paid",
      payment_intent: { status: "succeeded" },
    })
  })

  it("leaves an intent behind that goes when the session expires", async () => {
    const id = await create()
    await submit(started, id, buyerForm({ cardNumber: "4000000000000002" }))
    await started.stripe.checkout.sessions.expire(id)
    expect(await retrieve(id)).toMatchObject({ status: "expired", payment_intent: { status: "canceled" } })
    expect(await eventTypes()).toContain("payment_intent.canceled")
  })
})

describe("a card whose bank asks first", () => {
  const asks = buyerForm({ cardNumber: "4000002500003155" })
  const answer = (reply: string) => new URLSearchParams({ step: "bank", answer: reply })

  it("is charged when the bank's question is answered, once", async () => {
    const id = await create()
    const asked = await submit(started, id, asks)
    expect(asked.headers.get("location")).toBe(`/sandbox/checkout/${id}?step=bank`)
    expect(await retrieve(id)).toMatchObject({
      status: "open",
      payment_intent: { status: "requires_action" },
    })
    const question = textOf(await (await open(started, id, "?step=bank")).text())
    expect(question).toContain("$52.00")
    expect(question).toContain("ending in 3155")

    const answers = await Promise.all([
      submit(started, id, answer("complete")),
      submit(started, id, answer("complete")),
    ])
    expect(answers.map((response) => response.headers.get("location"))).toEqual(
      Array(2).fill(`http://shop.test/orders/confirmation?ord=ord_1&session_id=${id}`),
    )
    expect(await retrieve(id)).toMatchObject({
      payment_status: "paid",
      customer_details: { name: "Ada Tester" },
    })
    expect((await started.stripe.charges.list()).data).toHaveLength(1)
  })

  it("is not charged when the bank says no; what was typed is still there", async () => {
    const id = await create()
    await submit(started, id, asks)
    const failed = await submit(started, id, answer("fail"))
    expect(failed.headers.get("location")).toBe(`/sandbox/checkout/${id}?declined=bank`)
    const markup = await (await open(started, id, "?declined=bank")).text()
    expect(textOf(markup)).toContain("Your bank did not confirm this payment")
    expect(tagWithId(markup, "line1")).toContain('value="1 Market Street"')
    expect(await retrieve(id)).toMatchObject({
      status: "open",
      payment_intent: { last_payment_error: { code: "payment_intent_authentication_failure" } },
    })
    const late = await submit(started, id, answer("complete"))
    expect(late.headers.get("location")).toBe(`/sandbox/checkout/${id}`)
    expect((await retrieve(id)).status).toBe("open")
  })

  it("is not charged when the session expired meanwhile", async () => {
    const id = await create()
    await submit(started, id, asks)
    started.clock.advance(24 * 60 * 60 * 1000)
    expect((await submit(started, id, answer("complete"))).status).toBe(410)
    expect((await started.stripe.charges.list()).data).toEqual([])
  })
})

describe("a bank debit", () => {
  const debit = (bankOutcome: string) => buyerForm({ method: "bank_debit", bankOutcome, cardNumber: "" })

  it("completes the session unpaid, and the money arrives later", async () => {
    const id = await create()
    expect((await submit(started, id, debit("succeed"))).status).toBe(303)
    expect(await retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing", latest_charge: { status: "pending", paid: false } },
    })
    expect(await started.sandbox.settleDue()).toBe(0)
    started.clock.advance(2_000)
    expect(await started.sandbox.settleDue()).toBe(1)
    expect(await retrieve(id)).toMatchObject({
      payment_status: "paid",
      payment_intent: { status: "succeeded", latest_charge: { status: "succeeded", amount_captured: 5200 } },
    })
    expect(await eventTypes()).toEqual([
      "payment_intent.created",
      "checkout.session.completed",
      "payment_intent.processing",
      "charge.pending",
      "checkout.session.async_payment_succeeded",
      "payment_intent.succeeded",
      "charge.succeeded",
    ])
  })

  it("or does not arrive", async () => {
    const id = await create()
    await submit(started, id, debit("fail"))
    started.clock.advance(2_000)
    const types = await eventTypes()
    expect(types).toContain("checkout.session.async_payment_failed")
    expect(await retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "requires_payment_method", latest_charge: { status: "failed" } },
    })
  })

  it("is refused where the session takes cards only", async () => {
    const id = await create({ allowed_payment_method_types: ["card"] })
    expect((await submit(started, id, debit("succeed"))).status).toBe(422)
    expect((await retrieve(id)).status).toBe("open")
  })
})

it("a session with nothing to pay is completed without a card, an intent or a charge", async () => {
  const coupon = await started.stripe.coupons.create({ percent_off: 100 })
  const id = await create({ discounts: [{ coupon: coupon.id }] })
  expect((await submit(started, id, buyerForm({ cardNumber: "", cardExpiry: "", cardCvc: "" }))).status).toBe(
    303,
  )
  expect(await retrieve(id)).toMatchObject({
    status: "complete",
    payment_status: "no_payment_required",
    payment_intent: null,
  })
  expect(await eventTypes()).toEqual(["checkout.session.completed"])
})

it("a card that is disputed pays first and raises the dispute after", async () => {
  const id = await create()
  expect((await submit(started, id, buyerForm({ cardNumber: "4000000000000259" }))).status).toBe(303)
  expect(await retrieve(id)).toMatchObject({
    payment_intent: { latest_charge: { paid: true, disputed: true } },
  })
  expect((await eventTypes()).slice(-2)).toEqual(["charge.succeeded", "charge.dispute.created"])
})

describe("a form that is not in order", () => {
  it("comes back with a list of what is wrong, tied to the fields, with everything but the card kept", async () => {
    const response = await submit(
      started,
      await create(),
      buyerForm({ email: "ada", postalCode: "9410", cardNumber: "4242 4242 4242 4241", cardExpiry: "01/20" }),
    )
    const markup = await response.text()
    expect(response.status).toBe(422)
    expect(markup).toContain("<title>Error: Checkout (test mode)</title>")
    expect(textOf(markup)).toContain("4 things to put right")
    for (const field of ["email", "postalCode", "cardNumber", "cardExpiry"]) {
      expect(markup).toContain(`<a href="#${field}">`)
      expect(tagWithId(markup, field)).toContain('aria-invalid="true"')
      expect(tagWithId(markup, field)).toContain(`aria-describedby="${field}-problem"`)
      expect(tagWithId(markup, `${field}-problem`)).not.toBe("")
    }
    expect(tagWithId(markup, "city")).toContain('value="San Francisco"')
    expect(tagWithId(markup, "cardNumber")).toContain('value=""')
    expect(markup).not.toContain("4242 4242 4242 4241")
    expect(await eventTypes()).toEqual([])
  })
})

describe("a form that did not come from the page", () => {
  it("is refused from another origin, and from none that is known", async () => {
    const id = await create()
    for (const origin of ["https://evil.test", "null", "http://shop.test.evil.test"]) {
      expect((await submit(started, id, buyerForm(), { origin })).status).toBe(403)
    }
    expect((await retrieve(id)).status).toBe("open")
    expect((await submit(started, id, buyerForm(), {})).status).toBe(303)
  })

  it("is refused in another encoding, or too large", async () => {
    const id = await create()
    const url = `${CHECKOUT_BASE_URL}/${id}`
    const json = new Request(url, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    })
    expect((await started.sandbox.pages.submit(id, json)).status).toBe(415)
    expect((await submit(started, id, buyerForm({ name: "x".repeat(64 * 1024) }))).status).toBe(413)
  })

  it("is a 404 for a session that does not exist, and a 410 for one that expired", async () => {
    expect((await submit(started, "cs_test_none")).status).toBe(404)
    const id = await create()
    await started.stripe.checkout.sessions.expire(id)
    expect((await submit(started, id)).status).toBe(410)
  })
})

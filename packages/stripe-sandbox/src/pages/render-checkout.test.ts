import { createHash } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { buyerForm, line, open, paidSession, sessionParams, submit } from "../testing/factories"
import { tagWithId, textOf } from "../testing/page-text"
import { type StartedSandbox, startSandbox } from "../testing/start-sandbox"

let started: StartedSandbox

beforeEach(async () => {
  started = await startSandbox()
})

async function pageOf(changes: Parameters<typeof sessionParams>[0] = {}, query = ""): Promise<string> {
  const { id } = await started.stripe.checkout.sessions.create(sessionParams(changes))
  return (await open(started, id, query)).text()
}

describe("the page of an open session", () => {
  it("shows what is bought, what it costs, and a button with the amount", async () => {
    const coupon = await started.stripe.coupons.create({ amount_off: 1000, currency: "usd" })
    const text = textOf(await pageOf({ discounts: [{ coupon: coupon.id }] }))
    expect(text).toContain("Tee Qty 1 $28.00")
    expect(text).toContain("Socks 2 × $12.00 $24.00")
    expect(text).toContain("Discount −$10.00")
    expect(text).toContain("Pay $42.00")
    expect(text).toContain("← Back to shop.test")
    expect(text).toContain("Test mode sandbox. No real payment")
  })

  it("is empty, with the words browsers need to fill it in, and offers test data", async () => {
    const markup = await pageOf()
    expect(tagWithId(markup, "email")).toContain('value=""')
    expect(tagWithId(markup, "email")).toContain('autocomplete="email"')
    expect(tagWithId(markup, "cardNumber")).toContain('autocomplete="cc-number"')
    expect(tagWithId(markup, "postalCode")).toContain('autocomplete="shipping postal-code"')
    expect(markup).toContain("?fill=1")
  })

  it("is filled in on request, with the test card that was asked for", async () => {
    const markup = await pageOf({}, "?fill=1")
    expect(tagWithId(markup, "email")).toContain('value="ada@example.com"')
    expect(tagWithId(markup, "cardNumber")).toContain('value="4242 4242 4242 4242"')
    expect(markup).toContain('<option value="US" selected>')
    const declined = await pageOf({}, "?fill=4000000000000002")
    expect(tagWithId(declined, "cardNumber")).toContain('value="4000 0000 0000 0002"')
    const unknown = await pageOf({}, "?fill=5105105105105100")
    expect(tagWithId(unknown, "cardNumber")).toContain('value="4242 4242 4242 4242"')
  })

  it("asks only for what the session collects", async () => {
    const markup = await pageOf({
      shipping_address_collection: undefined,
      phone_number_collection: undefined,
      allowed_payment_method_types: ["card"],
      customer_email: "known@example.com",
    })
    expect(tagWithId(markup, "line1")).toBe("")
    expect(tagWithId(markup, "phone")).toBe("")
    expect(tagWithId(markup, "email")).toBe("")
    expect(tagWithId(markup, "method-bank")).toBe("")
    expect(textOf(markup)).toContain("Name on the card")
    expect(textOf(markup)).toContain("known@example.com")
  })

  it("offers the allowed countries by name, and no others", async () => {
    const markup = await pageOf()
    const countries = [...markup.matchAll(/<option value="(\w\w)"/g)].map((match) => match[1])
    expect(countries).toEqual(["DE", "US"])
    expect(textOf(markup)).toContain("Germany")
  })

  it("shows each shipping option with its price and the total that goes with it", async () => {
    const option = (name: string, amount: number) => ({
      shipping_rate_data: {
        display_name: name,
        fixed_amount: { amount, currency: "usd" },
        delivery_estimate: { minimum: { unit: "business_day" as const, value: 3 } },
      },
    })
    const markup = await pageOf({ shipping_options: [option("Standard", 500), option("Express", 1800)] })
    expect(textOf(markup)).toContain("Standard 3 business days $5.00")
    expect(markup).toContain('<span class="money of-rate rate-0">$57.00</span>')
    expect(markup).toContain('<span class="money of-rate rate-1">$70.00</span>')
    expect(tagWithId(markup, "rate-0")).toContain("checked")
  })

  it("asks for no card when there is nothing to pay", async () => {
    const coupon = await started.stripe.coupons.create({ percent_off: 100 })
    const markup = await pageOf({ discounts: [{ coupon: coupon.id }] })
    expect(tagWithId(markup, "cardNumber")).toBe("")
    expect(textOf(markup)).toContain("Complete order")
  })

  it("escapes everything that the shop or the buyer wrote", async () => {
    const hostile = `"><script>alert('x')</script>&lt;`
    const item = line(hostile, 1000, 1)
    const session = await started.stripe.checkout.sessions.create(sessionParams({ line_items: [item] }))
    const response = await submit(
      started,
      session.id,
      buyerForm({ name: hostile, email: hostile, city: hostile }),
    )
    const markup = await response.text()
    expect(response.status).toBe(422)
    expect(markup).not.toContain("<script")
    expect(markup).toContain("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;lt;")
  })

  it("runs no script, cannot be framed, and allows exactly its own style and the shop's addresses", async () => {
    const image = line("Tee", 2800, 1)
    if (image.price_data?.product_data) image.price_data.product_data.images = ["http://cdn.test/tee.svg"]
    const { id } = await started.stripe.checkout.sessions.create(sessionParams({ line_items: [image] }))
    const response = await open(started, id)
    const markup = await response.text()
    const style = /<style>([\s\S]*)<\/style>/.exec(markup)?.[1] ?? ""
    const hash = createHash("sha256").update(style).digest("base64")
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' http://cdn.test; ` +
        "form-action 'self' http://shop.test; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(response.headers.get("cache-control")).toBe("no-store")
    expect(markup).not.toMatch(/<script|\son\w+=|\sstyle=/)
  })
})

describe("the page of a session that is over", () => {
  it("is a 404 when the session never was", async () => {
    const response = await open(started, "cs_test_none")
    expect(response.status).toBe(404)
    expect(await response.text()).toContain("This checkout does not exist")
  })

  it("says that it expired, also before the clock loop has noticed", async () => {
    const { id } = await started.stripe.checkout.sessions.create(sessionParams())
    started.clock.advance(24 * 60 * 60 * 1000)
    const overdue = await open(started, id)
    expect(overdue.status).toBe(410)
    expect(await overdue.text()).toContain('href="http://shop.test/checkout"')
    await started.sandbox.expireDue()
    expect((await open(started, id)).status).toBe(410)
  })

  it("leads to the order when it was paid, and shows nothing of the buyer", async () => {
    const { id } = await paidSession(started)
    const response = await open(started, id)
    const markup = await response.text()
    expect(response.status).toBe(200)
    expect(markup).toContain(`confirmation?ord=ord_1&amp;session_id=${id}`)
    expect(markup).not.toContain("Ada")
    expect(markup).not.toContain("ada@example.com")
  })
})

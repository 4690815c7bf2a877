import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { checkout, STICKERS } from "../support/order-journey"
import { type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
beforeAll(async () => {
  running = await runShop("pglite")
})
afterAll(() => running.close())

const TEE = { productId: "prod_anti-anti-infra-tee", variantId: "var_aai-tee-grey-m", quantity: 1 }

/** All that a checkout could leave behind. */
const TRACES = `select (select count(*)::int from checkouts) as checkouts, (select count(*)::int from stock_holds) as holds,
  (select sum(held)::int from variants) as held, (select count(*)::int from sandbox.objects) as sessions`

describe("POST /api/checkout", () => {
  it.each([
    [
      "an unknown product",
      { items: [{ ...STICKERS, productId: "prod_x", variantId: "var_x" }] },
      404,
      "NOT_FOUND",
    ],
    [
      "a variant of another product",
      { items: [{ ...TEE, variantId: STICKERS.variantId }] },
      400,
      "VALIDATION_ERROR",
    ],
    ["more than is left", { items: [{ ...TEE, quantity: 25 }] }, 409, "INVENTORY_UNAVAILABLE"],
    [
      "more than is left, in two lines",
      {
        items: [
          { ...TEE, quantity: 20 },
          { ...TEE, quantity: 20 },
        ],
      },
      409,
      "INVENTORY_UNAVAILABLE",
    ],
    ["quantity 0", { items: [{ ...TEE, quantity: 0 }] }, 400, "VALIDATION_ERROR"],
    ["quantity 100", { items: [{ ...STICKERS, quantity: 100 }] }, 400, "VALIDATION_ERROR"],
    ["quantity 1.5", { items: [{ ...TEE, quantity: 1.5 }] }, 400, "VALIDATION_ERROR"],
    ["quantity −1", { items: [{ ...TEE, quantity: -1 }] }, 400, "VALIDATION_ERROR"],
    ["a quantity in words", { items: [{ ...TEE, quantity: "one" }] }, 400, "VALIDATION_ERROR"],
    ["a price of the client's own", { items: [{ ...TEE, priceCents: 1 }] }, 400, "VALIDATION_ERROR"],
    ["no items", { items: [] }, 400, "VALIDATION_ERROR"],
    ["null", null, 400, "VALIDATION_ERROR"],
    ["an unknown code", { items: [TEE], discountCode: "NOPE" }, 422, "DISCOUNT_INVALID"],
    ["malformed JSON", "{", 400, "PARSE_ERROR"],
    [
      "a body of 1 MB",
      JSON.stringify({ items: [TEE], note: "x".repeat(1_000_000) }),
      413,
      "PAYLOAD_TOO_LARGE",
    ],
  ])("refuses %s and stores nothing", async (_what, body, status, type) => {
    const before = await running.look(TRACES)
    const response = await checkout(body)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({
      error: {
        type,
        message: expect.stringMatching(/.{10,}/),
        retryable: false,
        userAction: expect.stringMatching(/.{10,}/),
        requestId: expect.stringMatching(/^[\w-]{8,}$/),
        ...(["VALIDATION_ERROR", "NOT_FOUND", "INVENTORY_UNAVAILABLE", "PAYLOAD_TOO_LARGE"].includes(type)
          ? { details: expect.anything() }
          : {}),
      },
    })
    expect(await running.look(TRACES)).toEqual(before)
  })

  it("holds the stock, and answers with the provider's page and the order's id", async () => {
    const response = await checkout({ items: [TEE, TEE] })
    expect(response.status).toBe(200)
    const { orderId, url } = (await response.json()) as { orderId: string; url: string }
    expect(orderId).toMatch(/^ord_[0-9a-z]{26}$/)
    const session = (await running.shop.payments.stripe.checkout.sessions.list()).data[0]
    expect(session).toMatchObject({
      url,
      client_reference_id: orderId,
      amount_total: 5600,
      metadata: { orderId },
    })
    expect(await running.look("select held from variants where id = 'var_aai-tee-grey-m'")).toEqual({
      held: 2,
    })
  })
})

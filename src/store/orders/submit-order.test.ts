import { count } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenStore, openStore } from "../../../tests/support/open-store"
import { listAvailability } from "../catalog/queries"
import { generateDiscount } from "../discounts/generate-discount"
import { findDiscountCode } from "../discounts/queries"
import { discountCodes } from "../discounts/tables"
import { createEventOrder } from "./create-event-order"
import { customerOf, eventOrderInputSchema, orderInputSchema } from "./order-request"
import { placeOrder } from "./place-order"
import { previewEventOrder } from "./preview-event-order"
import { previewOrder } from "./preview-order"
import { findOrder } from "./queries"
import { submitOrder } from "./submit-order"
import { orders } from "./tables"

let store: OpenStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const STICKERS = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one" }
const BUYER = {
  customer: { email: "ada@example.com", name: "Ada Lovelace" },
  shipping: { line1: "1 Analytical Way", city: "London", postalCode: "N1", country: "gb" },
}
const order = (more: object = {}, quantity = 1) =>
  orderInputSchema.parse({ items: [{ ...STICKERS, quantity }], ...more })
const event = (more: object = {}, quantity = 1) =>
  eventOrderInputSchema.parse({ items: [{ ...STICKERS, quantity }], eventName: "Devcon", ...BUYER, ...more })

async function compCode(): Promise<string> {
  const [minted] = await generateDiscount(store.ctx, { kind: "devrel_comp" })
  return minted?.code ?? ""
}

async function counts() {
  const [placed] = await store.ctx.db.select({ n: count() }).from(orders)
  const [codes] = await store.ctx.db.select({ n: count() }).from(discountCodes)
  const available = (await listAvailability(store.ctx.db))[STICKERS.variantId]
  return { orders: placed?.n, codes: codes?.n, available }
}

describe("a discount code", () => {
  it("has a text without look-alikes and a label that names recipient and purpose", async () => {
    const minted = await generateDiscount(store.ctx, {
      kind: "sales_credit",
      recipient: "Ada",
      purpose: "booth",
      count: 100,
    })
    expect(minted).toHaveLength(100)
    for (const { code } of minted) expect(code).toMatch(/^SALES-[A-HJKMNP-Z2-9]{8}$/)
    expect(minted[0]).toMatchObject({
      label: "Sales credit for Ada · booth",
      amountOffCents: 10_000,
      maxRedemptions: 1,
    })
  })

  it("is minted once per idempotency key", async () => {
    const input = { kind: "devrel_comp" as const, idempotencyKey: "mint-1" }
    expect(await generateDiscount(store.ctx, input)).toEqual(await generateDiscount(store.ctx, input))
    await expect(generateDiscount(store.ctx, { ...input, count: 2 })).rejects.toMatchObject({
      type: "CONFLICT",
    })
  })
})

describe("a free order", () => {
  it("is placed at once, its workflow started and its code spent", async () => {
    const discountCode = await compCode()
    const result = await submitOrder(store.ctx, order({ discountCode, ...BUYER }))
    expect(result).toMatchObject({
      status: "submitted",
      totalCents: 0,
      discountCode,
      discountAmountCents: 800,
    })
    expect(result).toHaveProperty("orderUrl", `http://shop.test/orders/${result.orderId}`)
    expect(store.ports.sent.find((sent) => sent.id === `order.placed:${result.orderId}`)).toBeDefined()
    expect((await findDiscountCode(store.ctx.db, discountCode))?.timesRedeemed).toBe(1)
  })

  it("with the same code again says that it has already been redeemed", async () => {
    const input = order({ discountCode: await compCode(), ...BUYER })
    await submitOrder(store.ctx, input)
    await expect(submitOrder(store.ctx, input)).rejects.toMatchObject({
      type: "DISCOUNT_REDEEMED",
      message: expect.stringContaining("has already been redeemed"),
    })
  })

  it("with the same idempotency key is the same order; with another input, a conflict", async () => {
    const input = order({ discountCode: await compCode(), ...BUYER, idempotencyKey: "order-1" })
    const first = await submitOrder(store.ctx, input)
    const before = await counts()
    expect(await submitOrder(store.ctx, input)).toEqual(first)
    expect(await counts()).toEqual(before)
    const other = { ...input, items: [{ ...STICKERS, quantity: 2 }] }
    await expect(submitOrder(store.ctx, other)).rejects.toMatchObject({ type: "CONFLICT" })
  })

  it("needs an address, says which fields, and is placed once they are there", async () => {
    const discountCode = await compCode()
    const bare = order({ discountCode })
    const preview = await previewOrder(store.ctx, bare)
    expect(preview).toMatchObject({ status: "needs_customer_shipping", totalCents: 0 })
    expect(preview.missingFields).toContain("shipping.line1")
    await expect(submitOrder(store.ctx, bare)).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
    const whole = order({ discountCode, ...BUYER })
    expect(await previewOrder(store.ctx, whole)).toMatchObject({
      status: "ready_for_direct_submit",
      missingFields: [],
    })
    expect(await submitOrder(store.ctx, whole)).toMatchObject({ status: "submitted" })
  })
})

describe("a paid order", () => {
  it("answers with the page to pay on and holds its stock", async () => {
    const before = await counts()
    const input = order({}, 3)
    expect(await previewOrder(store.ctx, input)).toMatchObject({
      status: "payment_required",
      totalCents: 2400,
    })
    const result = await submitOrder(store.ctx, input)
    expect(result).toMatchObject({ status: "payment_required", totalCents: 2400, discountCode: null })
    expect(result).toHaveProperty("checkoutUrl", `http://pay.test/cs_${result.orderId}`)
    expect((await counts()).available).toBe((before.available ?? 0) - 3)
  })

  it("with the same idempotency key answers with the same page", async () => {
    const input = order({ idempotencyKey: "paid-1" })
    const first = await submitOrder(store.ctx, input)
    const before = await counts()
    expect(await submitOrder(store.ctx, input)).toEqual(first)
    expect(await counts()).toEqual(before)
  })

  it("with the same idempotency key is still the same order once it is paid", async () => {
    const input = order({ idempotencyKey: "paid-3" })
    const { orderId } = await submitOrder(store.ctx, input)
    const session = await store.ports.payments.getSession(`cs_${orderId}`)
    await placeOrder(store.ctx, {
      orderId,
      payment: { ...session, paymentIntentId: "pi_paid-3" },
      customer: customerOf(BUYER),
    })
    const before = await counts()
    for (const _repetition of [1, 2]) {
      expect(await submitOrder(store.ctx, input)).toMatchObject({
        status: "submitted",
        orderId,
        orderUrl: expect.stringContaining(`/orders/${orderId}`),
      })
    }
    expect(await counts()).toEqual(before)
  })

  it("holds nothing when payments are down, and succeeds with the same key when they are back", async () => {
    const before = await counts()
    const input = order({ idempotencyKey: "paid-2" })
    store.ports.paymentsDown = true
    await expect(submitOrder(store.ctx, input)).rejects.toMatchObject({ type: "SERVICE_UNAVAILABLE" })
    store.ports.paymentsDown = false
    expect(await counts()).toEqual(before)
    expect(await submitOrder(store.ctx, input)).toMatchObject({ status: "payment_required" })
  })
})

describe("an event order", () => {
  it("is previewed without minting a code", async () => {
    const before = await counts()
    expect(await previewEventOrder(store.ctx, event({}, 12))).toMatchObject({
      status: "ready_for_direct_submit",
      subtotalCents: 9600,
      discountAmountCents: 9600,
      totalCents: 0,
      discountCode: null,
    })
    expect(await counts()).toEqual(before)
  })

  it("mints, holds and spends its code with the order", async () => {
    const made = await createEventOrder(
      store.ctx,
      event({ eventDate: "2026-05-04", recipient: "Ada", purpose: "speakers" }),
    )
    expect(made.discountCode).toMatchObject({ label: "DevRel comp for Ada · Devcon 2026-05-04 · speakers" })
    expect(made.order).toMatchObject({
      status: "submitted",
      totalCents: 0,
      discountCode: made.discountCode.code,
    })
    expect((await findOrder(store.ctx.db, made.order.orderId))?.discountCode).toBe(made.discountCode.code)
    expect((await findDiscountCode(store.ctx.db, made.discountCode.code))?.timesRedeemed).toBe(1)
  })

  it.each([
    ["it asks for more than there is", event({}, 99), "INVENTORY_UNAVAILABLE"],
    ["an address is missing", event({ shipping: {} }), "VALIDATION_ERROR"],
    [
      "a variant is unknown",
      event({ items: [{ ...STICKERS, variantId: "var_none", quantity: 1 }] }),
      "NOT_FOUND",
    ],
  ])("leaves no code and no hold behind when %s", async (_case, input, type) => {
    await submitOrder(store.ctx, order({}, 30))
    const before = await counts()
    await expect(createEventOrder(store.ctx, input)).rejects.toMatchObject({ type })
    expect(await counts()).toEqual(before)
  })

  it("is one order per idempotency key", async () => {
    const input = event({ idempotencyKey: "event-1" })
    const first = await createEventOrder(store.ctx, input)
    const before = await counts()
    expect(await createEventOrder(store.ctx, input)).toEqual(first)
    expect(await counts()).toEqual(before)
  })
})

import { expect, it } from "vitest"
import { describeOnEveryDatabase } from "../../../tests/support/databases"
import { MUG, of, priceOf, TEE_M, useTrade } from "../../../tests/support/open-trade"
import { until } from "../../../tests/support/until"
import { updateProduct } from "../catalog/queries"
import { findDiscountCode } from "../discounts/queries"
import { HOLD_MINUTES } from "./order"
import { findCheckout, findOrder, listDueCheckouts } from "./queries"
import { startCheckout } from "./start-checkout"

/** What became of many attempts at once. */
async function race(attempts: Promise<unknown>[]): Promise<{ won: number; lost: string[] }> {
  const results = await Promise.allSettled(attempts)
  return {
    won: results.filter(({ status }) => status === "fulfilled").length,
    lost: results.flatMap((result) => (result.status === "rejected" ? [String(result.reason.type)] : [])),
  }
}

describeOnEveryDatabase("A checkout", (open) => {
  const trade = useTrade(open)
  const shopper = () => trade().as({ kind: "shopper" })

  it("holds stock and code, and asks for a session that ends with the hold", async () => {
    const before = await trade().available(TEE_M.variantId)
    const code = await trade().mint()
    const started = await startCheckout(shopper(), {
      items: [of(TEE_M, 2)],
      discountCode: code.toLowerCase(),
    })
    expect(await trade().available(TEE_M.variantId)).toBe(before - 2)
    expect(await trade().stock(TEE_M.variantId)).toBe(before)
    expect(await findDiscountCode(trade().ctx.db, code)).toMatchObject({ timesHeld: 1, timesRedeemed: 0 })
    expect(await findCheckout(trade().ctx.db, started.orderId)).toMatchObject({
      state: "open",
      totalCents: 0,
      discountCents: 2 * priceOf(TEE_M),
      expiresAt: started.expiresAt,
    })
  })

  it("leaves the provider its 30 minutes however long the way there was", async () => {
    const { expiresAt } = await startCheckout(shopper(), { items: [TEE_M] })
    expect(expiresAt.getTime() - trade().clock.now.getTime()).toBeGreaterThanOrEqual(30.5 * 60_000)
    expect(expiresAt.getTime() - trade().clock.now.getTime()).toBe(HOLD_MINUTES * 60_000)
  })

  it("sums lines of the same variant before it prices and holds them", async () => {
    await trade().stockTo(MUG.variantId, 5)
    const { orderId } = await startCheckout(shopper(), { items: [of(MUG, 2), TEE_M, of(MUG, 1)] })
    const checkout = await findCheckout(trade().ctx.db, orderId)
    expect(checkout?.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
      [MUG.variantId, 3],
      [TEE_M.variantId, 1],
    ])
    await expect(startCheckout(shopper(), { items: [of(MUG, 2), of(MUG, 1)] })).rejects.toMatchObject({
      type: "INVENTORY_UNAVAILABLE",
    })
  })

  it("refuses what is sold out and names the variant", async () => {
    await trade().stockTo(MUG.variantId, 0)
    await expect(startCheckout(shopper(), { items: [TEE_M, MUG] })).rejects.toMatchObject({
      type: "INVENTORY_UNAVAILABLE",
      details: { variantId: MUG.variantId },
    })
    expect(trade().payments.calls.createSession).toBe(0)
  })

  it.each([20, 200])("sells one unit to exactly one of %i buyers", async (buyers) => {
    await trade().stockTo(MUG.variantId, 1)
    const { won, lost } = await race(
      Array.from({ length: buyers }, () => startCheckout(shopper(), { items: [MUG] })),
    )
    expect(won).toBe(1)
    expect(new Set(lost)).toEqual(new Set(["INVENTORY_UNAVAILABLE"]))
    expect(await trade().available(MUG.variantId)).toBe(0)
  })

  it("fits three carts of three units on ten, and none of the others", async () => {
    await trade().stockTo(MUG.variantId, 10)
    const { won } = await race(
      Array.from({ length: 12 }, () => startCheckout(shopper(), { items: [of(MUG, 3)] })),
    )
    expect(won).toBe(3)
    expect(await trade().available(MUG.variantId)).toBe(1)
  })

  it("never deadlocks when carts name the same variants in opposite order", async () => {
    await trade().stockTo(MUG.variantId, 40)
    await trade().stockTo(TEE_M.variantId, 40)
    const { won } = await race(
      Array.from({ length: 30 }, (_, index) =>
        startCheckout(shopper(), { items: index % 2 ? [MUG, TEE_M] : [TEE_M, MUG] }),
      ),
    )
    expect(won).toBe(30)
  })

  it("gives one single-use code to exactly one of 50 checkouts, and frees it when that one walks away", async () => {
    await trade().stockTo(TEE_M.variantId, 100)
    const code = await trade().mint()
    const attempts = Array.from({ length: 50 }, () => trade().checkout([TEE_M], { discountCode: code }))
    const { won, lost } = await race(attempts)
    expect(won).toBe(1)
    expect(new Set(lost)).toEqual(new Set(["DISCOUNT_REDEEMED"]))
    trade().advance(60)
    trade().payments.expireDue(trade().clock.now)
    await trade().deliver()
    expect(await trade().checkout([TEE_M], { discountCode: code })).toBeDefined()
  })

  it("holds nothing when the code is refused", async () => {
    const before = await trade().available(TEE_M.variantId)
    await expect(startCheckout(shopper(), { items: [TEE_M], discountCode: "NOPE" })).rejects.toMatchObject({
      type: "DISCOUNT_INVALID",
    })
    expect(await trade().available(TEE_M.variantId)).toBe(before)
  })

  it.each(["before", "after"] as const)("holds nothing when the provider fails %s the work", async (when) => {
    const before = await trade().available(TEE_M.variantId)
    const code = await trade().mint()
    trade().payments.fail("createSession", when)
    await expect(startCheckout(shopper(), { items: [TEE_M], discountCode: code })).rejects.toMatchObject({
      type: "SERVICE_UNAVAILABLE",
    })
    expect(await trade().available(TEE_M.variantId)).toBe(before)
    expect(await findDiscountCode(trade().ctx.db, code)).toMatchObject({ timesHeld: 0 })
    expect(await trade().checkout([TEE_M], { discountCode: code })).toBeDefined()
  })
})

describeOnEveryDatabase("A checkout that replaces an earlier one", (open) => {
  const trade = useTrade(open)
  const shopper = () => trade().as({ kind: "shopper" })

  it("is the same session for the same cart, however its lines are written", async () => {
    const first = await trade().checkout([of(TEE_M, 3), MUG])
    const again = await trade().checkout([of(TEE_M, 1), MUG, of(TEE_M, 2)], { replaces: first.orderId })
    expect(again).toEqual(first)
    expect(trade().payments.calls.createSession).toBe(1)
  })

  it("makes the old session unpayable when the cart has changed, and sells what that one held", async () => {
    await trade().stockTo(MUG.variantId, 3)
    const first = await trade().checkout([of(MUG, 2)])
    const second = await trade().checkout([of(MUG, 3)], { replaces: first.orderId })
    expect(second.orderId).not.toBe(first.orderId)
    expect(trade().payments.sessions.get(first.sessionId)?.status).toBe("expired")
    expect(trade().payments.sessions.get(second.sessionId)?.status).toBe("open")
    expect(await trade().available(MUG.variantId)).toBe(0)
    await trade().deliver()
    expect(await trade().available(MUG.variantId)).toBe(0)
  })

  it("asks for the new price when the price has changed meanwhile", async () => {
    const first = await trade().checkout([TEE_M])
    await updateProduct(trade().ctx.db, { id: TEE_M.productId, priceCents: 3100 })
    const second = await trade().checkout([TEE_M], { replaces: first.orderId })
    expect(trade().payments.sessions.get(first.sessionId)?.status).toBe("expired")
    expect(trade().payments.sessions.get(second.sessionId)?.amountTotalCents).toBe(3100)
  })

  it("leads a buyer who has paid already to that order instead of to a second payment", async () => {
    const first = await trade().checkout([TEE_M])
    trade().payments.pay(first.sessionId)
    const again = await startCheckout(shopper(), { items: [TEE_M], replaces: first.orderId })
    expect(again.orderId).toBe(first.orderId)
    expect(again.url).toBe(
      `http://shop.test/orders/confirmation?ord=${first.orderId}&session_id=${first.sessionId}`,
    )
    expect(trade().payments.calls.createSession).toBe(1)
    expect(await findOrder(trade().ctx.db, first.orderId)).toMatchObject({ status: "pending" })
  })

  it("sells another cart to a buyer whose first payment has just arrived", async () => {
    const first = await trade().checkout([TEE_M])
    trade().payments.pay(first.sessionId)
    const second = await trade().checkout([MUG], { replaces: first.orderId })
    expect(second.orderId).not.toBe(first.orderId)
    expect(await findOrder(trade().ctx.db, first.orderId)).toBeDefined()
  })

  it("opens a new session when the old one has little time left", async () => {
    const first = await trade().checkout([TEE_M])
    trade().advance(HOLD_MINUTES - 1)
    const second = await trade().checkout([TEE_M], { replaces: first.orderId })
    expect(second.orderId).not.toBe(first.orderId)
    expect(trade().payments.sessions.get(first.sessionId)?.status).toBe("expired")
  })

  it("never leaves two payable sessions, whatever two tabs do at once", async () => {
    await trade().stockTo(MUG.variantId, 50)
    const first = await trade().checkout([of(MUG, 1)])
    await race([2, 3, 4, 5].map((n) => trade().checkout([of(MUG, n)], { replaces: first.orderId })))
    expect(trade().payments.sessions.get(first.sessionId)?.status).toBe("expired")
    const held = 50 - (await trade().available(MUG.variantId))
    const payable = [...trade().payments.sessions.values()].filter(({ status }) => status === "open")
    expect(held).toBe(payable.reduce((sum, { amountTotalCents }) => sum + amountTotalCents / priceOf(MUG), 0))
  })

  it("ends in an error and no payable session when it was replaced while its session was being made", async () => {
    const letThrough = trade().payments.pauseNext("createSession")
    const opening = trade().checkout([of(MUG, 1)])
    const refused = expect(opening).rejects.toMatchObject({ type: "CONFLICT" })
    const { orderId } = await until("the first checkout holds its stock", async () => {
      const far = new Date(trade().clock.now.getTime() + 24 * 60 * 60_000)
      return (await listDueCheckouts(trade().ctx.db, far, 1))[0]
    })
    const second = await trade().checkout([of(MUG, 2)], { replaces: orderId })
    letThrough()
    await refused
    expect(trade().payments.sessions.get(`cs_${orderId}`)?.status).toBe("expired")
    expect(trade().payments.sessions.get(second.sessionId)?.status).toBe("open")
  })
})

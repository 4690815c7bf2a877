import { sql } from "drizzle-orm"
import { expect, it } from "vitest"
import { describeOnEveryDatabase } from "../../../tests/support/databases"
import { MUG, of, priceOf, TEE_M, useTrade } from "../../../tests/support/open-trade"
import { dropOldProductDays } from "../figures/drop-old-product-days"
import { capturePayment } from "./capture-payment"
import { failOrder } from "./fail-order"
import { getOverview } from "./get-overview"
import { recordStage } from "./record-stage"
import { refundOrder } from "./refund-order"
import { requestRefund } from "./request-refund"

describeOnEveryDatabase("The overview", (open) => {
  const trade = useTrade(open)

  it("counts what was ordered by day and product, gifts apart", async () => {
    const first = await trade().checkout([of(TEE_M, 2)])
    trade().payments.pay(first.sessionId)
    await trade().deliver()
    const gift = await trade().checkout([TEE_M], { discountCode: await trade().mint("devrel_comp") })
    trade().payments.pay(gift.sessionId)
    await trade().deliver()
    await recordStage(trade().ctx, first.orderId, "capture-payment", { status: "running" })
    await recordStage(trade().ctx, first.orderId, "capture-payment", {
      status: "retrying",
      error: "Not now.",
    })
    await recordStage(trade().ctx, first.orderId, "capture-payment", { status: "running" })
    await capturePayment(trade().ctx, first.orderId)
    await recordStage(trade().ctx, first.orderId, "capture-payment", { status: "complete" })

    const overview = await getOverview(trade().ctx)
    expect(overview.days).toHaveLength(14)
    expect(overview.days.at(-1)).toEqual({
      day: trade().clock.now.toISOString().slice(0, 10),
      orders: 2,
      revenueCents: 2 * priceOf(TEE_M),
      compCents: priceOf(TEE_M),
    })
    expect(overview.days[0]).toMatchObject({ orders: 0 })
    expect(overview.products).toEqual([{ name: "Anti Anti Infra Co.", units: 3 }])
    expect(overview.stages).toMatchObject([{ stage: "capture-payment", runs: 1, retries: 1 }])
    expect(overview.queues).toMatchObject({ pending: 2 })
    expect(overview.hoursToShip).toBeNull()
  })

  it("takes cancelled orders and what was given back off, and forgets the days that left the ranking", async () => {
    const { ctx } = trade()
    const order = async (units: number) => {
      const { orderId, sessionId } = await trade().checkout([of(TEE_M, units), MUG])
      trade().payments.pay(sessionId)
      await trade().deliver()
      await capturePayment(ctx, orderId)
      return orderId
    }
    const figures = async () => (await getOverview(ctx)).days.find(({ orders }) => orders > 0)
    const kept = await order(2)
    const refunded = await order(1)
    const cancelled = await order(3)
    const total = (units: number) => units * priceOf(TEE_M) + priceOf(MUG)
    await requestRefund(ctx, {
      orderId: refunded,
      amountCents: 500,
      reason: "goodwill",
      returnedCents: 0,
      key: "one",
    })
    await failOrder(ctx, cancelled, "cancelled-by-admin")
    expect(await figures()).toMatchObject({ orders: 2, revenueCents: total(2) + total(1) - 500 })
    expect((await getOverview(ctx)).products).toEqual([
      { name: "Anti Anti Infra Co.", units: 3 },
      { name: "Insulated Coffee Mug 12 oz", units: 2 },
    ])
    expect((await getOverview(ctx)).queues).toMatchObject({ pending: 2 })

    await failOrder(ctx, refunded, "cancelled-by-admin")
    expect(await figures()).toMatchObject({ orders: 1, revenueCents: total(2) })

    trade().advance(29 * 24 * 60)
    await dropOldProductDays(ctx)
    expect((await getOverview(ctx)).products).toHaveLength(2)
    trade().advance(24 * 60)
    await dropOldProductDays(ctx)
    expect((await getOverview(ctx)).products).toEqual([])
    await failOrder(ctx, kept, "cancelled-by-admin")
    for (const id of [kept, refunded, cancelled]) await refundOrder(ctx, id)
  })

  it("counts the same anew as it has kept", async () => {
    const { sessionId } = await trade().checkout([of(TEE_M, 2), MUG])
    trade().payments.pay(sessionId)
    await trade().deliver()
    const before = await getOverview(trade().ctx)
    await trade().ctx.db.execute(sql`select rebuild_figures()`)
    expect({ ...(await getOverview(trade().ctx)), products: before.products }).toEqual(before)
  })
})

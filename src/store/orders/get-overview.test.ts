import { expect, it } from "vitest"
import { describeOnEveryDatabase } from "../../../tests/support/databases"
import { of, priceOf, TEE_M, useTrade } from "../../../tests/support/open-trade"
import { capturePayment } from "./capture-payment"
import { getOverview } from "./get-overview"
import { recordStage } from "./record-stage"

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
})

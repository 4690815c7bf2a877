import { expect, it } from "vitest"
import { describeOnEveryDatabase } from "../../../tests/support/databases"
import { TEE_M, useTrade } from "../../../tests/support/open-trade"
import { capturePayment } from "./capture-payment"
import { findOrderParts, findOrderWithLines } from "./parts-queries"
import { findOrder, listOrderEvents, listOrderLines, listRefunds, listStages } from "./queries"
import { receivePaymentEvent } from "./receive-payment-event"
import { recordStage } from "./record-stage"

describeOnEveryDatabase("An order with its parts", (open) => {
  const trade = useTrade(open)

  it("is what its tables hold, in one statement", async () => {
    const { ctx, payments } = trade()
    const { orderId, sessionId } = await trade().checkout([
      TEE_M,
      { ...TEE_M, variantId: "var_aai-tee-grey-l" },
    ])
    const past = payments.events.length
    payments.pay(sessionId)
    payments.refundByHand(payments.sessions.get(sessionId)?.paymentIntentId ?? "", 300)
    for (const event of payments.events.slice(past)) await receivePaymentEvent(ctx, event)
    await recordStage(ctx, orderId, "capture-payment", { status: "running" })
    await capturePayment(ctx, orderId)

    const parts = await findOrderParts(ctx.db, orderId)
    const byStage = (rows: readonly { stage: string }[] = []) =>
      [...rows].sort((a, b) => a.stage.localeCompare(b.stage))
    expect({ ...parts, stages: byStage(parts?.stages) }).toEqual({
      order: await findOrder(ctx.db, orderId),
      lines: await listOrderLines(ctx.db, [orderId]),
      stages: byStage(await listStages(ctx.db, [orderId])),
      events: await listOrderEvents(ctx.db, orderId),
      refunds: await listRefunds(ctx.db, orderId),
    })
    expect(await findOrderWithLines(ctx.db, orderId)).toEqual({ order: parts?.order, lines: parts?.lines })
    expect(parts?.lines).toHaveLength(2)
    expect(parts?.refunds).toHaveLength(1)
    expect(parts?.stages.filter(({ startedAt }) => startedAt instanceof Date)).toHaveLength(1)
    expect(await findOrderParts(ctx.db, "ord_none")).toBeUndefined()
    expect(await findOrderWithLines(ctx.db, "ord_none")).toBeUndefined()
  })
})

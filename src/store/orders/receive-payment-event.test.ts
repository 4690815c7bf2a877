import fc from "fast-check"
import { expect, it } from "vitest"
import { describeOnEveryDatabase } from "../../../tests/support/databases"
import { TEE_M, useTrade } from "../../../tests/support/open-trade"
import { capturePayment } from "./capture-payment"
import { findOrder, listOrderEvents, listRefunds } from "./queries"
import { receivePaymentEvent } from "./receive-payment-event"

describeOnEveryDatabase("The provider's events about one payment", (open) => {
  const trade = useTrade(open)

  /** A payment, part of it sent back by hand, and a dispute; then its events in the order that the sequence says. */
  async function live(sequence: readonly number[]) {
    const { ctx, payments } = trade()
    const { db } = ctx
    const before = await trade().available(TEE_M.variantId)
    const { orderId, sessionId } = await trade().checkout([TEE_M])
    const past = payments.events.length
    payments.pay(sessionId)
    const intent = payments.sessions.get(sessionId)?.paymentIntentId ?? ""
    payments.refundByHand(intent, 300)
    payments.dispute(intent)
    const events = payments.events.slice(past)
    expect(events).toHaveLength(KINDS)
    for (const index of sequence) {
      const event = events[index % KINDS]
      if (event) await receivePaymentEvent(ctx, event)
    }
    await capturePayment(ctx, orderId)
    const order = await findOrder(db, orderId)
    return {
      status: order?.status,
      captured: order?.capturedCents,
      taken: before - (await trade().available(TEE_M.variantId)),
      refunds: (await listRefunds(db, orderId)).map(({ amountCents, reason }) => `${amountCents} ${reason}`),
      noted: (await listOrderEvents(db, orderId)).map(({ kind }) => kind).sort(),
    }
  }

  it("end in the same state, in any order and with any repetition", async () => {
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9 })
    const usual = await live([0, 1, 2])
    expect(usual).toMatchObject({ status: "pending", taken: 1, refunds: ["300 refunded-at-provider"] })
    await fc.assert(
      fc.asyncProperty(orders, async (sequence) => {
        expect(await live(sequence)).toEqual(usual)
      }),
      { numRuns: 15 },
    )
  })
})

/** Paid, refunded by hand, disputed. */
const KINDS = 3

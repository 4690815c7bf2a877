import { expect } from "vitest"
import { receivePaymentEvent } from "../../../src/store/orders/receive-payment-event"
import { sendOutbox } from "../../../src/store/orders/send-outbox"
import { sweepCheckouts } from "../../../src/store/orders/sweep-checkouts"
import { SHELF } from "./model"
import { observe } from "./observe"
import type { World } from "./world"

/**
 * Time passes, banks answer, the sweep looks; of the webhooks only those about refunds still come. Then everything must
 * be where it belongs: pieces and codes with the orders that live, money with those who are not delivered to, letters
 * and the packer's rows as the orders are.
 */
export async function settleAll(world: World): Promise<void> {
  const { trade, engine, mortal } = world
  const { payments } = trade
  for (const session of payments.sessions.values()) {
    if (session.status === "complete" && !session.paid && !session.failed) {
      payments.answerBank(session.id, session.id.length % 2 === 0)
    }
  }
  for (let round = 0; round < 4; round++) {
    trade.advance(70)
    payments.expireDue(trade.clock.now)
    await sweepCheckouts(trade.ctx)
    for (const event of [...payments.events]) {
      if (event.kind === "refunded") await receivePaymentEvent(trade.ctx, event)
    }
    while ((await sendOutbox(trade.ctx)).sent > 0 || engine.open().length > 0) {
      for (const run of engine.open()) await engine.turn(run, () => mortal.survives())
    }
  }
  await expectSettled(world)
  await trade.expectBalancedBooks()
}

async function expectSettled({ database, trade, engine }: World): Promise<void> {
  const seen = await observe(
    database,
    SHELF.map(({ variantId }) => variantId),
  )
  const { rows } = await database.sql.query<{ id: string; cents: number }>(`
    select subject as id, sum((after ->> 'returnedCents')::int - (before ->> 'returnedCents')::int)::int as cents
    from audit_log where action = 'order.refunded' group by subject`)
  const asked = new Map(rows.map(({ id, cents }) => [id, cents]))
  for (const [orderId, fate] of seen.fates) {
    const session = trade.payments.sessions.get(`cs_${orderId}`)
    const living = fate.status !== null && fate.status !== "cancelled"
    const use = seen.details.get(orderId)?.code == null ? null : living ? "redeemed" : "returned"
    const pieces = living
      ? "reserved"
      : fate.status === null
        ? "none"
        : expect.stringMatching(/^(none|returned)$/)
    const checkout = session?.paid || fate.status !== null ? "paid" : "released"
    expect({ orderId, ...fate }).toEqual({ orderId, checkout, held: false, status: fate.status, use, pieces })
    expect(fate.status !== null, `${orderId} was paid`).toBe(checkout === "paid")

    if (session?.paid) {
      const byHand = trade.payments.refunds.filter(
        ({ key, paymentIntentId }) => key.startsWith("hand_") && paymentIntentId === session.paymentIntentId,
      )
      const wanted = byHand.reduce((sum, { amountCents }) => sum + amountCents, asked.get(orderId) ?? 0)
      const due = living ? Math.min(session.amountTotalCents, wanted) : session.amountTotalCents
      expect(session.refundedCents, `sent back for ${orderId}, ${fate.status}`).toBe(due)
    }
    if (fate.status !== null)
      expect(trade.sheet.get(orderId)?.[13], `${orderId} in the sheet`).toBe(fate.status)
    const told = engine.announced.get(`order:${orderId}`)
    if (told !== undefined) expect(told, `${orderId} as it was last told`).toBe(fate.status)
    expect(trade.letters.has(`cancellation:${orderId}`), `${orderId} was told`).toBe(
      fate.status === "cancelled",
    )
    if (living) expect(trade.letters.has(`confirmation:${orderId}`), `${orderId} was confirmed`).toBe(true)
  }
}

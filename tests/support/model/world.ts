import type { DatabaseHandle } from "../../../src/database"
import { createDiscount } from "../../../src/store/discounts/create-discount"
import { applyInventoryUpdate } from "../../../src/store/inventory/apply-inventory-update"
import { confirmCheckout } from "../../../src/store/orders/confirm-checkout"
import { eraseBuyer } from "../../../src/store/orders/erase-buyer"
import type { PaymentEvent } from "../../../src/store/orders/payment-event"
import { receivePaymentEvent } from "../../../src/store/orders/receive-payment-event"
import { requestOrderStatus } from "../../../src/store/orders/request-order-status"
import { requestRefund } from "../../../src/store/orders/request-refund"
import { requestResume } from "../../../src/store/orders/request-resume"
import { sendOutbox } from "../../../src/store/orders/send-outbox"
import { startCheckout } from "../../../src/store/orders/start-checkout"
import { submitOrder } from "../../../src/store/orders/submit-order"
import { sweepCheckouts } from "../../../src/store/orders/sweep-checkouts"
import { BUYER } from "../fake-payments"
import { openTrade, type Trade } from "../open-trade"
import { SHELF } from "./model"
import { Mortal } from "./mortal"
import type { Deed } from "./moves"
import { type Run, StepEngine, type Turn } from "./step-engine"

/** A shop that can be killed, its provider, its engine and its people. */
export interface World {
  readonly database: DatabaseHandle
  readonly trade: Trade
  readonly mortal: Mortal
  readonly engine: StepEngine
  /** Which of the provider's events have come at least once. */
  readonly delivered: Set<string>
}

export async function openWorld(database: DatabaseHandle): Promise<World> {
  const mortal = new Mortal()
  let engine: StepEngine | undefined
  const trade = await openTrade(database, {
    db: (db) => mortal.database(db),
    ports: (ports) => ({
      ...mortal.ports(ports),
      workflow: { ...ports.workflow, send: async (event) => engine?.take(event) },
    }),
  })
  engine = new StepEngine((id) => trade.as({ kind: "system", id }))
  for (const { variantId, opening } of SHELF) await trade.stockTo(variantId, opening)
  return { database, trade, mortal, engine, delivered: new Set() }
}

export const DESK = { kind: "admin", email: "desk@shop.test", role: "owner" } as const
const SHOPPER = { kind: "shopper" } as const

/** The one that the number chooses. */
export function chosen<Value>(values: Iterable<Value>, which: number): Value | undefined {
  const list = [...values]
  return list[which % Math.max(list.length, 1)]
}

export function customer(buyer: number) {
  return { ...BUYER, email: `buyer-${buyer}@example.com` }
}

/** What a deed is about, chosen before it is done. */
export interface Subject {
  readonly orderId?: string | undefined
  readonly sessionId?: string | undefined
  readonly code?: string | undefined
  readonly run?: Run | undefined
  readonly event?: PaymentEvent | undefined
}

/** Does the deed to the shop. Whatever the shop answers with is thrown or ignored: what counts is what became of it. */
export async function act(world: World, deed: Deed, subject: Subject): Promise<Turn | undefined> {
  const { trade, engine, mortal } = world
  const { payments } = trade
  const { orderId = "", sessionId = "", run } = subject
  switch (deed.do) {
    case "receive":
    case "correct":
    case "count":
      await stock(world, deed)
      return
    case "make code":
      await createDiscount(trade.as(DESK), codeOf(subject.code ?? "", deed))
      return
    case "checkout":
      await startCheckout(trade.as(SHOPPER), {
        items: itemsOf(deed.lines),
        discountCode: subject.code,
        replaces: subject.orderId,
      })
      return
    case "submit": {
      const { email, name, phone, shipping } = customer(deed.buyer)
      await submitOrder(trade.as({ kind: "agent", id: "tok", email: "agent@shop.test", scopes: [] }), {
        items: itemsOf(deed.lines),
        discountCode: subject.code,
        customer: { email, name, phone },
        shipping,
      })
      return
    }
    // Another move of the group may have been faster.
    case "pay":
      if (payments.sessions.get(sessionId)?.status !== "open") return
      payments.pay(sessionId, { by: deed.by, customer: customer(deed.buyer) })
      return
    case "bank answers":
      if (payments.sessions.get(sessionId)?.paid || payments.sessions.get(sessionId)?.failed) return
      payments.answerBank(sessionId, deed.yes)
      return
    case "webhook": {
      const { event } = subject
      for (let time = 0; event && time < deed.times; time++) await receivePaymentEvent(trade.ctx, event)
      return
    }
    case "confirm":
      await confirmCheckout(trade.as(SHOPPER), { orderId, sessionId })
      return
    case "erase":
      await eraseBuyer(trade.as(DESK), { orderId, force: true })
      return
    case "dispute":
      payments.dispute(`pi_${sessionId}`)
      return
    case "resume":
      await requestResume(trade.as(DESK), orderId)
      return
    case "ask status":
      await requestOrderStatus(trade.as(deed.by === "buyer" ? SHOPPER : DESK), {
        orderId,
        status: deed.status,
      })
      return
    case "refund":
      await refund(world, orderId, deed.share)
      return
    case "refund by hand": {
      const session = payments.sessions.get(sessionId)
      if (!session?.paymentIntentId) return
      const left = session.amountTotalCents - session.refundedCents
      const amount = Math.ceil(left * deed.share)
      if (amount > 0) payments.refundByHand(session.paymentIntentId, amount)
      return
    }
    case "wait":
      trade.advance(deed.minutes)
      payments.expireDue(trade.clock.now)
      return
    case "sweep":
      await sweepCheckouts(trade.ctx)
      return
    case "send outbox":
      await sendOutbox(trade.ctx)
      return
    case "work":
      // The store hands its events over every second, whatever else happens.
      if (!run) await sendOutbox(trade.ctx)
      return run && engine.turn(run, () => mortal.survives())
  }
}

export function codeOf(
  code: string,
  { maxRedemptions, maxPerPerson, off }: Extract<Deed, { do: "make code" }>,
) {
  return {
    code,
    label: "A code",
    campaign: null,
    expiresAt: null,
    maxRedemptions,
    maxPerPerson,
    ...(off === "5 dollars"
      ? { percentOff: null, amountOffCents: 500 }
      : { percentOff: off === "all" ? 100 : 50, amountOffCents: null }),
  }
}

function itemsOf(lines: readonly { variantId: string; quantity: number }[]) {
  return lines.map(({ variantId, quantity }) => ({
    productId: SHELF.find((item) => item.variantId === variantId)?.productId ?? "",
    variantId,
    quantity,
  }))
}

async function stock({ trade }: World, deed: Extract<Deed, { units: number }>): Promise<void> {
  const { variantId, units } = deed
  const item =
    deed.do === "count"
      ? { variantId, stock: Math.max(units, 0) }
      : { variantId, quantity: deed.do === "receive" ? Math.max(units, 1) : units }
  const mode = { receive: "receive_shipment", count: "audit_count", correct: "manual_correction" } as const
  await applyInventoryUpdate(trade.as(DESK), { mode: mode[deed.do], reason: "A story", items: [item] })
}

/** Someone at the desk sees what has gone back so far, and sends a share of the rest. */
async function refund(world: World, orderId: string, share: number): Promise<void> {
  const { rows } = await world.database.sql.query<{ left: number; returned: number }>(
    `select o.captured_cents - coalesce(sum(r.amount_cents), 0)::int as left, coalesce(sum(r.amount_cents), 0)::int as returned
     from orders o left join refunds r on r.order_id = o.id and r.payment_intent_id = o.payment_intent_id
     where o.id = $1 group by o.captured_cents`,
    [orderId],
  )
  const amountCents = Math.ceil((rows[0]?.left ?? 0) * share)
  if (amountCents < 1) return
  await requestRefund(world.trade.as(DESK), {
    orderId,
    amountCents,
    reason: "goodwill",
    returnedCents: rows[0]?.returned ?? 0,
    key: `after-${rows[0]?.returned}`,
  })
}

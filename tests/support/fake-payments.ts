import { StoreError } from "../../src/errors"
import { cents } from "../../src/store/money"
import type { PaymentEvent } from "../../src/store/orders/payment-event"
import type { CheckoutSession, CheckoutSessionRequest, Customer, Payments } from "../../src/store/ports"

type Method = keyof Payments

interface FakeRefund {
  readonly id: string
  readonly key: string
  readonly paymentIntentId: string
  readonly amountCents: number
}

/** A payment provider in memory: what it holds, what its buyers do, and how it fails. */
export interface FakePayments extends Payments {
  readonly sessions: ReadonlyMap<string, CheckoutSession>
  readonly refunds: readonly FakeRefund[]
  /** How often each method was called, failed calls included. */
  readonly calls: Record<Method, number>
  /** Every event that it would post, oldest first. */
  readonly events: readonly PaymentEvent[]
  /** The next `times` calls fail, before the work is done or after it, as when the answer is lost. */
  fail(method: Method, when: "before" | "after", times?: number): void
  /** What was to fail and was not called meanwhile won't. */
  heal(): void
  /** The next call waits on its way to the provider until the returned function lets it through. */
  pauseNext(method: Method): () => void
  /** The buyer pays; `by: "bank"` completes the session, and the money comes with answerBank. */
  pay(sessionId: string, options?: PayOptions): void
  answerBank(sessionId: string, paid: boolean): void
  /** Ends the sessions whose time is over. */
  expireDue(now: Date): void
  /** Someone sends money back on the provider's own pages. */
  refundByHand(paymentIntentId: string, amountCents: number): void
  dispute(paymentIntentId: string): void
}

interface PayOptions {
  readonly by?: "card" | "bank"
  readonly customer?: Customer | null
  /** Another amount than was asked for, as a broken integration would take. */
  readonly amountCents?: number
}

export const BUYER: Customer = {
  email: "ada@example.com",
  name: "Ada Lovelace",
  phone: "+44 20 7946 0000",
  shipping: {
    name: "Ada Lovelace",
    line1: "1 Analytical Way",
    line2: "",
    city: "London",
    state: "",
    postalCode: "N1 9GU",
    country: "GB",
  },
}

export function fakePayments(appOrigin = "http://shop.test"): FakePayments {
  const sessions = new Map<string, CheckoutSession>()
  const expiries = new Map<string, Date>()
  const refunds: FakeRefund[] = []
  const events: PaymentEvent[] = []
  const faults: { method: Method; when: "before" | "after" }[] = []
  const pauses = new Map<Method, Promise<void>>()
  const calls = { createSession: 0, getSession: 0, expireSession: 0, listCompletedSessions: 0, refund: 0 }

  const find = (id: string) => {
    const session = sessions.get(id)
    if (!session) throw new StoreError("NOT_FOUND", "There is no such payment session.")
    return session
  }
  const put = (session: CheckoutSession) => {
    sessions.set(session.id, session)
    return session
  }
  const post = (event: Omit<Extract<PaymentEvent, { kind: "session" }>, "id">) =>
    events.push({ id: `evt_${events.length + 1}`, ...event })
  const postSession = (type: string, session: CheckoutSession, failed = false) =>
    post({ type: `checkout.session.${type}`, kind: "session", session, failed })
  const strike = (method: Method, when: "before" | "after") => {
    const index = faults.findIndex((fault) => fault.method === method && fault.when === when)
    if (index === -1) return
    faults.splice(index, 1)
    throw new StoreError("SERVICE_UNAVAILABLE", "The payment provider did not answer as expected.")
  }
  /** Every call goes over a wire that may break on the way there or on the way back. */
  async function over<Answer>(method: Method, work: () => Answer): Promise<Answer> {
    calls[method]++
    const pause = pauses.get(method)
    pauses.delete(method)
    await pause
    strike(method, "before")
    const answer = work()
    strike(method, "after")
    return answer
  }
  const sendBack = (paymentIntentId: string, amountCents: number, key: string): FakeRefund => {
    const session = [...sessions.values()].find((one) => one.paymentIntentId === paymentIntentId)
    if (!session?.paid || session.refundedCents + amountCents > session.amountTotalCents) {
      throw new StoreError("CONFLICT", "Less than this amount is left of the payment.")
    }
    const refund = { id: `re_${refunds.length + 1}`, key, paymentIntentId, amountCents }
    refunds.push(refund)
    const refundedCents = cents(session.refundedCents + amountCents)
    put({ ...session, refundedCents })
    events.push({
      id: `evt_${events.length + 1}`,
      type: "charge.refunded",
      kind: "refunded",
      paymentIntentId,
      amountCents: refundedCents,
    })
    return refund
  }

  return {
    sessions,
    refunds,
    calls,
    events,
    fail(method, when, times = 1) {
      for (let i = 0; i < times; i++) faults.push({ method, when })
    },
    heal() {
      faults.length = 0
    },
    pauseNext(method) {
      let open: (() => void) | undefined
      pauses.set(
        method,
        new Promise((resolve) => {
          open = resolve
        }),
      )
      return () => open?.()
    },
    createSession: (request) =>
      over("createSession", () => {
        const id = `cs_${request.orderId}`
        expiries.set(id, request.expiresAt)
        return sessions.get(id) ?? put(openSession(id, request, appOrigin))
      }),
    getSession: (id) => over("getSession", () => find(id)),
    expireSession: (id) =>
      over("expireSession", () => {
        const session = find(id)
        if (session.status !== "open") return session
        const expired = put({ ...session, status: "expired", url: null })
        postSession("expired", expired)
        return expired
      }),
    listCompletedSessions: () =>
      over("listCompletedSessions", () =>
        [...sessions.values()].filter(({ status }) => status === "complete"),
      ),
    refund: ({ paymentIntentId, amountCents, idempotencyKey }) =>
      over("refund", () => {
        const refund =
          refunds.find(({ key }) => key === idempotencyKey) ??
          sendBack(paymentIntentId, amountCents, idempotencyKey)
        return { providerRefundId: refund.id }
      }),
    pay(sessionId, { by = "card", customer = BUYER, amountCents } = {}) {
      const session = find(sessionId)
      if (session.status !== "open") throw new Error(`${sessionId} is ${session.status} and cannot be paid`)
      const total = cents(amountCents ?? session.amountTotalCents)
      const complete = put({
        ...session,
        status: "complete",
        url: null,
        paid: by === "card",
        paymentIntentId: total > 0 ? `pi_${sessionId}` : null,
        amountTotalCents: total,
        customer,
      })
      postSession("completed", complete)
    },
    answerBank(sessionId, paid) {
      const answered = put({ ...find(sessionId), paid, failed: !paid })
      postSession(paid ? "async_payment_succeeded" : "async_payment_failed", answered, !paid)
    },
    expireDue(now) {
      for (const session of sessions.values()) {
        const due = expiries.get(session.id)
        if (session.status !== "open" || !due || due > now) continue
        postSession("expired", put({ ...session, status: "expired", url: null }))
      }
    },
    refundByHand: (paymentIntentId, amountCents) =>
      void sendBack(paymentIntentId, amountCents, `hand_${refunds.length + 1}`),
    dispute(paymentIntentId) {
      events.push({
        id: `evt_${events.length + 1}`,
        type: "charge.dispute.created",
        kind: "disputed",
        paymentIntentId,
        amountCents:
          [...sessions.values()].find((one) => one.paymentIntentId === paymentIntentId)?.amountTotalCents ??
          0,
      })
    },
  }
}

function openSession(id: string, request: CheckoutSessionRequest, appOrigin: string): CheckoutSession {
  const subtotal = request.lines.reduce((sum, line) => sum + line.unitPriceCents * line.quantity, 0)
  return {
    id,
    url: `http://pay.test/${id}`,
    status: "open",
    paid: false,
    failed: false,
    refundedCents: cents(0),
    orderId: request.orderId,
    appOrigin,
    paymentIntentId: null,
    amountTotalCents: cents(subtotal - (request.discount?.amountCents ?? 0)),
    shippingCents: cents(0),
    taxCents: cents(0),
    currency: "usd",
    customer: null,
  }
}

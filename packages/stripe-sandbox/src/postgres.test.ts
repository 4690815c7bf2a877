import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createStripeSandbox } from "./index"
import { buyerForm, paidSession, sessionParams, submit } from "./testing/factories"
import { postgresDatabase } from "./testing/postgres-database"
import { type StartedSandbox, startSandbox } from "./testing/start-sandbox"

let database: Awaited<ReturnType<typeof postgresDatabase>>
let started: StartedSandbox

beforeEach(async () => {
  database = await postgresDatabase()
  started = await startSandbox({}, database)
})

afterEach(() => database.close())

/** A second process on the same database. */
const another = () => startSandbox({ now: () => started.clock.now }, database)

describe("on a real Postgres, with several connections", () => {
  it("ten processes that start at once migrate once", async () => {
    const fresh = await postgresDatabase()
    await Promise.all(
      Array.from({ length: 10 }, () =>
        createStripeSandbox({
          db: fresh,
          webhookSecret: "whsec_x",
          webhookUrl: "http://shop.test",
          checkoutBaseUrl: "http://shop.test",
        }).migrate(),
      ),
    )
    const { rows } = await fresh.query("select count(*)::int as applied from sandbox.migrations")
    expect(rows).toEqual([{ applied: 1 }])
    await fresh.close()
  })

  it("twenty submissions over two processes charge once", async () => {
    const other = await another()
    const { id } = await started.stripe.checkout.sessions.create(sessionParams())
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => submit(index % 2 === 0 ? started : other, id)),
    )
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([303]))
    expect((await started.stripe.charges.list()).data).toHaveLength(1)
    expect((await started.stripe.events.list({ type: "checkout.session.completed" })).data).toHaveLength(1)
  })

  it("a payment and an expiry at the same moment: exactly one of them happens", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await started.stripe.checkout.sessions.create(sessionParams())
      const [paid, expired] = await Promise.allSettled([
        submit(started, id),
        started.stripe.checkout.sessions.expire(id),
      ])
      const isPaid = paid.status === "fulfilled" && paid.value.status === 303
      expect(isPaid).toBe(expired.status === "rejected")
      expect((await started.stripe.checkout.sessions.retrieve(id)).status).toBe(
        isPaid ? "complete" : "expired",
      )
    }
  })

  it("refunds at the same time never add up to more than was paid", async () => {
    const { payment_intent: intent } = await paidSession(started)
    if (intent === null || typeof intent === "string") throw new Error("The intent was not expanded.")
    const refunds = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        started.stripe.refunds.create({ payment_intent: intent.id, amount: 2000 }),
      ),
    )
    expect(refunds.filter((refund) => refund.status === "fulfilled")).toHaveLength(2)
    const charge = await started.stripe.charges.retrieve(String((intent.latest_charge as { id: string }).id))
    expect(charge.amount_refunded).toBe(4000)
  })

  it("one key in two processes at once does its work once", async () => {
    const other = await another()
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? started : other).stripe.coupons.create(
          { percent_off: 10 },
          { idempotencyKey: "one" },
        ),
      ),
    )
    const ids = attempts.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value.id] : []))
    expect(new Set(ids).size).toBe(1)
    expect((await started.stripe.coupons.list()).data).toHaveLength(1)
    for (const attempt of attempts) {
      if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ statusCode: 409 })
    }
  })

  it("two processes that deliver at once send each webhook once", async () => {
    const other = await another()
    for (let count = 0; count < 10; count++) await paidSession(started)
    const attempts = await Promise.all([started.sandbox.deliverPending(), other.sandbox.deliverPending()])
    expect(attempts[0] + attempts[1]).toBe(40)
    const sent = [...started.events, ...other.events].map((event) => event.id)
    expect(new Set(sent).size).toBe(40)
  })

  it("two processes that expire and settle at once do each once", async () => {
    const other = await another()
    const debit = buyerForm({ method: "bank_debit" })
    for (let count = 0; count < 5; count++) {
      await started.stripe.checkout.sessions.create(sessionParams())
      const { id } = await started.stripe.checkout.sessions.create(sessionParams())
      await submit(started, id, debit)
    }
    started.clock.advance(24 * 60 * 60 * 1000)
    const both = [started.sandbox, other.sandbox]
    await Promise.all(both.flatMap((sandbox) => [sandbox.expireDue(), sandbox.settleDue()]))
    const count = async (type: string) => (await started.stripe.events.list({ type, limit: 100 })).data.length
    expect(await count("checkout.session.expired")).toBe(5)
    expect(await count("checkout.session.async_payment_succeeded")).toBe(5)
  })
})

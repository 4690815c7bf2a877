import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { POST } from "../../src/app/api/webhooks/stripe/route"
import { openDatabase } from "../../src/database"
import { StoreError } from "../../src/errors"
import { checkHealth } from "../../src/services/check-health"
import { toPaymentEvent } from "../../src/services/stripe-events"
import { keepPaymentEvents } from "../../src/store/orders/keep-payment-events"
import { workInbox } from "../../src/store/orders/work-inbox"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { createStoreDatabase } from "../support/databases"
import { payFor } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

const PROVIDER = { kind: "system", id: "stripe-webhook" } as const

let running: RunningShop
/** What the sandbox wanted to deliver; the tests deliver it as they like. */
let posted: { body: string; signature: string }[]
/** Whether the provider answers nothing that is asked of it. */
let silent: boolean
let databaseUrl: string

beforeEach(async () => {
  posted = []
  silent = false
  databaseUrl = await createStoreDatabase()
  running = await open()
})
afterEach(() => running.close())

function open(): Promise<RunningShop> {
  return runShop(
    "postgres",
    {
      deliverWebhook: async (request) => {
        posted.push({ body: await request.text(), signature: request.headers.get("stripe-signature") ?? "" })
        return Response.json({})
      },
      wrapPorts: (ports) => ({
        ...ports,
        payments: {
          ...ports.payments,
          getSession: async (id) => {
            if (silent) throw new StoreError("SERVICE_UNAVAILABLE", "The provider does not answer.")
            return ports.payments.getSession(id)
          },
        },
      }),
    },
    { databaseUrl },
  )
}

function deliver(body: string, signature: string | null): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/webhooks/stripe`, {
    method: "POST",
    headers: signature === null ? {} : { "stripe-signature": signature },
    body,
  })
  return POST(request, { params: Promise.resolve({}) })
}

async function completedEvent() {
  await payFor()
  await running.shop.payments.sandbox?.deliverPending()
  const event = posted.find(({ body }) => body.includes('"checkout.session.completed"'))
  if (!event) throw new Error("The sandbox told nothing of the payment")
  return event
}

const TRACES = `select (select count(*)::int from orders) as orders,
  (select count(*)::int from webhook_events) as events, (select count(*)::int from webhook_inbox) as inbox`

describe("POST /api/webhooks/stripe", () => {
  it("refuses what is not signed by the provider, and stores nothing", async () => {
    const { body } = await completedEvent()
    const secret = running.shop.payments.webhookSecrets[0] ?? ""
    const sign = (payload: string, timestamp: number, by = secret) =>
      running.shop.payments.stripe.webhooks.generateTestHeaderString({ payload, secret: by, timestamp })
    const now = Math.floor(Date.now() / 1000)
    const forgeries: [string, string, string | null][] = [
      ["no signature", body, null],
      ["an empty signature", body, ""],
      ["nonsense", body, "t=1,v1=x"],
      ["another secret", body, sign(body, now, "whsec_another")],
      ["an old signature", body, sign(body, now - 3_600)],
      ["a signature of the future", body, sign(body, now + 3_600)],
      ["a changed body", body.replace("800", "1"), sign(body, now)],
      ["an empty body", "", sign(body, now)],
    ]
    for (const [what, payload, signature] of forgeries) {
      const response = await deliver(payload, signature)
      expect(response.status, what).toBe(400)
      expect(((await response.json()) as { error: { type: string } }).error.type, what).toBe(
        "VALIDATION_ERROR",
      )
    }
    expect((await deliver("x".repeat(300_000), sign("x", now))).status).toBe(413)
    expect(await running.look(TRACES)).toEqual({ orders: 0, events: 0, inbox: 0 })
  })

  it("takes one event twenty times at once and again later, and places one order", async () => {
    const { body, signature } = await completedEvent()
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body, signature)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(await answers[0]?.json()).toEqual({ received: true })
    await running.settle()
    expect((await deliver(body, signature)).status).toBe(200)
    await running.settle()
    const counts = `select (select count(*)::int from orders) as orders, (select count(*)::int from outbox where name = 'store/order.placed') as events,
      (select count(*)::int from sheet_rows) as rows, (select stock from variants where id = 'var_sticker-pack-one') as stock,
      (select count(*)::int from engine.runs where status = 'completed' and function_id like '%fulfill-order') as runs`
    expect(await running.look(counts)).toEqual({ orders: 1, events: 1, rows: 1, stock: 119, runs: 1 })
  })

  it("ignores an event of another deployment", async () => {
    const { body } = await completedEvent()
    const foreign = body.replaceAll(ORIGIN, "https://elsewhere.example")
    const signature = running.shop.payments.stripe.webhooks.generateTestHeaderString({
      payload: foreign,
      secret: running.shop.payments.webhookSecrets[0] ?? "",
    })
    expect((await deliver(foreign, signature)).status).toBe(200)
    await running.settle()
    expect(await running.look(TRACES)).toEqual({ orders: 0, events: 1, inbox: 0 })
  })

  it("is handled by the next process when this one ends between the answer and the deed, even in the middle of it", async () => {
    const { body } = await completedEvent()
    const event = toPaymentEvent(JSON.parse(body))
    await keepPaymentEvents(running.shop.contextFor(PROVIDER), [event])
    await running.close()
    expect(await look(TRACES)).toEqual({ orders: 0, events: 0, inbox: 1 })
    // As a process leaves it that was killed while it handled the event: claimed, for a while yet.
    await look(
      "update webhook_inbox set attempts = 1, claimed_until = now() + interval '1 minute' returning id",
    )

    running = await open()
    expect(await workInbox(running.shop.contextFor(PROVIDER))).toEqual({ handled: 0, failures: [] })
    await look("update webhook_inbox set claimed_until = now() - interval '1 second' returning id")
    await running.settle()
    expect(await running.look(TRACES)).toEqual({ orders: 1, events: 1, inbox: 0 })
  })

  it("is answered although the provider can't be asked; the event waits, longer each time, and the operators hear of it", async () => {
    const { body, signature } = await completedEvent()
    silent = true
    expect((await deliver(body, signature)).status).toBe(200)
    await running.settle()
    expect(await running.look(TRACES)).toEqual({ orders: 0, events: 0, inbox: 1 })
    const waits = "select extract(epoch from due_at - now())::float8 as wait from webhook_inbox"
    expect((await running.look<{ wait: number }>(waits)).wait).toBeGreaterThan(0)
    await running.look(
      "update webhook_inbox set attempts = 8, due_at = now(), received_at = now() - interval '1 hour'",
    )
    expect(await workInbox(running.shop.contextFor(PROVIDER))).toMatchObject({
      handled: 0,
      failures: [{ type: "SERVICE_UNAVAILABLE" }],
    })
    expect((await running.look<{ wait: number }>(waits)).wait).toBeGreaterThan(60)
    expect(await running.look("select kind, count(*)::int as alerts from alerts group by kind")).toEqual({
      kind: "webhook",
      alerts: 1,
    })
    expect(await checkHealth(running.shop.database.db)).toMatchObject({
      dependencies: { payments: "behind" },
    })
    const verdicts = await verifyInvariants(running.shop.contextFor(PROVIDER))
    expect(verdicts.find(({ name }) => name === "I11")?.examples[0]?.problem).toMatch(
      /received and not handled/,
    )

    silent = false
    await running.look("update webhook_inbox set due_at = now()")
    await running.settle()
    expect(await running.look(TRACES)).toEqual({ orders: 1, events: 1, inbox: 0 })
  })
})

/** What is left when no shop is open. */
async function look(sql: string): Promise<unknown> {
  const database = await openDatabase({ databaseUrl })
  const { rows } = await database.sql.query(sql)
  await database.close()
  return rows[0]
}

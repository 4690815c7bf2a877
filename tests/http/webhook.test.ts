import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { POST } from "../../src/app/api/webhooks/stripe/route"
import { payFor } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
/** What the sandbox wanted to deliver; the tests deliver it as they like. */
let posted: { body: string; signature: string }[]

beforeEach(async () => {
  posted = []
  running = await runShop("postgres", {
    deliverWebhook: async (request) => {
      posted.push({ body: await request.text(), signature: request.headers.get("stripe-signature") ?? "" })
      return Response.json({})
    },
  })
})
afterEach(() => running.close())

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

const TRACES =
  "select (select count(*)::int from orders) as orders, (select count(*)::int from webhook_events) as events"

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
    expect(await running.look(TRACES)).toEqual({ orders: 0, events: 0 })
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
    expect(await running.look("select count(*)::int as orders from orders")).toEqual({ orders: 0 })
  })
})

import { beforeEach, describe, expect, it, vi } from "vitest"
import { createStripeSandbox } from "../index"
import { paidSession, sessionParams, submit } from "../testing/factories"
import { type StartedSandbox, startSandbox, WEBHOOK_SECRET, WEBHOOK_URL } from "../testing/start-sandbox"

let started: StartedSandbox

beforeEach(async () => {
  started = await startSandbox()
})

const expireOne = async () => {
  const { id } = await started.stripe.checkout.sessions.create(sessionParams())
  await started.stripe.checkout.sessions.expire(id)
}

describe("a webhook", () => {
  it("is posted to the shop's route with a signature that the SDK accepts", async () => {
    await expireOne()
    expect(await started.sandbox.deliverPending()).toBe(1)
    const [request] = started.requests
    expect(request?.url).toBe(WEBHOOK_URL)
    expect(request?.headers.get("content-type")).toBe("application/json; charset=utf-8")
    const { stripe, clock } = started
    const check = (body: string, secret: string) =>
      stripe.webhooks.constructEvent(
        body,
        request?.headers.get("stripe-signature") ?? "",
        secret,
        300,
        undefined,
        clock.now.getTime(),
      )
    expect(check(request?.body ?? "", WEBHOOK_SECRET).type).toBe("checkout.session.expired")
    expect(() => check(`${request?.body} `, WEBHOOK_SECRET)).toThrow("signature")
    expect(() => check(request?.body ?? "", "whsec_other")).toThrow("signature")
  })

  it("is not sent again once the shop has taken it", async () => {
    await expireOne()
    await started.sandbox.deliverPending()
    started.clock.advance(60 * 60 * 1000)
    expect(await started.sandbox.deliverPending()).toBe(0)
  })

  it("is tried again, later and later, until the shop takes it; each time freshly signed", async () => {
    await expireOne()
    started.shop.status = 503
    expect(await started.sandbox.deliverPending()).toBe(1)
    expect(await started.sandbox.deliverPending()).toBe(0)
    started.clock.advance(1_000)
    expect(await started.sandbox.deliverPending()).toBe(1)
    started.clock.advance(4_999)
    expect(await started.sandbox.deliverPending()).toBe(0)
    started.clock.advance(1)
    started.shop.status = 200
    expect(await started.sandbox.deliverPending()).toBe(1)
    expect(new Set(started.requests.map((request) => request.body)).size).toBe(1)
    expect(new Set(started.requests.map((request) => request.headers.get("stripe-signature"))).size).toBe(3)
    expect(started.events).toHaveLength(1)
  })

  it("is given up after three days, with the reason kept", async () => {
    await expireOne()
    started.shop.status = 500
    for (let hour = 0; hour < 80; hour++) {
      await started.sandbox.deliverPending()
      started.clock.advance(60 * 60 * 1000)
    }
    const { rows } = await started.db.query(
      "select abandoned_at, last_status, last_error from sandbox.deliveries",
    )
    expect(rows).toMatchObject([
      { abandoned_at: expect.any(Date), last_status: 500, last_error: "answered 500" },
    ])
  })

  it("counts a redirect and a broken connection as failures", async () => {
    let answer: () => Promise<Response> = async () => Response.redirect("http://elsewhere.test", 307)
    const own = await startSandbox({ deliver: () => answer() })
    const { id } = await own.stripe.checkout.sessions.create(sessionParams())
    await own.stripe.checkout.sessions.expire(id)
    await own.sandbox.deliverPending()
    answer = () => Promise.reject(new Error("connection refused"))
    own.clock.advance(1_000)
    await own.sandbox.deliverPending()
    const { rows } = await own.db.query("select attempts, last_error, delivered_at from sandbox.deliveries")
    expect(rows).toEqual([{ attempts: 2, last_error: "connection refused", delivered_at: null }])
  })

  it("survives the process: what was promised before is sent by the next one", async () => {
    await paidSession(started)
    const sent: string[] = []
    const next = createStripeSandbox({
      db: started.db,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: WEBHOOK_URL,
      checkoutBaseUrl: "http://shop.test/sandbox/checkout",
      now: () => started.clock.now,
      deliver: async (request) => {
        sent.push(JSON.parse(await request.text()).type)
        return new Response()
      },
    })
    await next.migrate()
    expect(await next.deliverPending()).toBe(4)
    expect(sent).toContain("checkout.session.completed")
  })

  it("is not sent by two at once while the first one's lease lasts, and is when it has run out", async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const posted: Request[] = []
    const own = await startSandbox({
      deliver: async (request) => {
        posted.push(request)
        await held
        return new Response()
      },
    })
    const { id } = await own.stripe.checkout.sessions.create(sessionParams())
    await own.stripe.checkout.sessions.expire(id)
    const first = own.sandbox.deliverPending()
    await vi.waitUntil(() => posted.length === 1)
    expect(await own.sandbox.deliverPending()).toBe(0)
    await own.db.exec("update sandbox.deliveries set leased_until = now() - interval '1 second'")
    const second = own.sandbox.deliverPending()
    await vi.waitUntil(() => posted.length === 2)
    release()
    expect([await first, await second]).toEqual([1, 1])
    const { rows } = await own.db.query(
      "select attempts from sandbox.deliveries where delivered_at is not null",
    )
    expect(rows).toEqual([{ attempts: 2 }])
  })

  it("is only sent for the events that the endpoint is told of", async () => {
    const own = await startSandbox({ enabledEvents: ["checkout.session.completed"] })
    await paidSession(own)
    expect(await own.sandbox.deliverPending()).toBe(1)
    expect((await own.stripe.events.list()).data).toHaveLength(4)
  })
})

it("in the background, a payment is told to the shop without waiting for anybody to ask", async () => {
  let tell = (_type: string) => {}
  const told = new Promise<string>((resolve) => {
    tell = resolve
  })
  const own = await startSandbox({
    enabledEvents: ["checkout.session.completed"],
    deliver: async (request) => {
      tell(JSON.parse(await request.text()).type)
      return new Response()
    },
  })
  own.sandbox.start()
  const { id } = await own.stripe.checkout.sessions.create(sessionParams())
  await submit(own, id)
  expect(await told).toBe("checkout.session.completed")
  await own.sandbox.stop()
  const { rows } = await own.db.query("select delivered_at from sandbox.deliveries")
  expect(rows).toEqual([{ delivered_at: own.clock.now }])
})

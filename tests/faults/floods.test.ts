import { get, type IncomingMessage } from "node:http"
import Stripe from "stripe"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openDatabase } from "../../src/database"
import { createVault } from "../../src/services/vault"
import { payWithTestCard, startCheckout } from "../support/buy"
import { createPostgresDatabase } from "../support/databases"
import { type LoadBalancer, startLoadBalancer } from "../support/load-balancer"
import { prepareServer, type StoreServer } from "../support/server"
import { expectBalance, requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

const ORDERS = 25
const EVENTS_EACH = 40
/** Half of the connections that an operating system keeps waiting for a process. */
const CONNECTIONS = 250
/** A stream keeps 64 messages for its viewer, and the network some megabytes. */
const CHANGES = 250
const MESSAGE_BYTES = 200_000
const KEY = Buffer.alloc(32, 5)

let databaseUrl: string
let store: StoreServer
let balancer: LoadBalancer
beforeAll(async () => {
  requireBuild()
  databaseUrl = await createPostgresDatabase()
  // The provider's own deliveries do not come through, so that all there is to know comes at once.
  balancer = await startLoadBalancer(async (path) => (path.startsWith("/api/webhooks") ? "refused" : "none"))
  store = await prepareServer({
    DATABASE_URL: databaseUrl,
    NEXT_PUBLIC_APP_URL: balancer.origin,
    NODE_OPTIONS: "--max-old-space-size=256",
  })
  await store.start()
  balancer.to(store.origin)
})
afterAll(async () => {
  await store.kill("SIGKILL")
  balancer.close()
})

describe("a store with little memory", () => {
  it(`takes ${ORDERS * EVENTS_EACH} webhooks, ${CONNECTIONS} at a time: none is lost, each order is there once, and shoppers get pages`, async () => {
    const paid: { orderId: string; sessionId: string }[] = []
    const shopper = async () => {
      while (paid.length < ORDERS) {
        const { orderId, url } = await startCheckout(balancer.origin)
        await payWithTestCard(url)
        paid.push({ orderId, sessionId: url.split("/").at(-1) ?? "" })
      }
    }
    await Promise.all([shopper(), shopper(), shopper(), shopper()])

    const shoppers = watchHomePage(store.origin)
    const events = Array.from({ length: EVENTS_EACH }, (_, time) =>
      paid.map((one) => ({ ...one, time })),
    ).flat()
    const next = events.values()
    const lane = async () => {
      for (const event of next) await deliverUntilTaken(event)
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, lane))
    const pages = await shoppers.stop()
    expect(pages.filter((status) => status !== 200)).toEqual([])
    expect(pages.length).toBeGreaterThan(0)

    const database = await openDatabase({ databaseUrl })
    await until("every order is done", async () => {
      const { rows } = await database.sql.query<{ done: number; orders: number }>(
        "select (select count(*)::int from sheet_rows) as done, (select count(*)::int from orders) as orders",
      )
      return rows[0]?.done === paid.length && rows[0]?.orders === paid.length
    })
    await database.close()
    await expectBalance({ databaseUrl })
    expect(store.ended()).toBeUndefined()
  })

  it("keeps little for a viewer who does not read: he skips what was and is right in the end", async () => {
    const database = await openDatabase({ databaseUrl })
    // A large message fills what the network takes with few changes.
    await database.sql.query(`update order_lines set product_name = repeat('x', ${MESSAGE_BYTES})
      where order_id = (select max(id) from orders)`)
    const quick = watchTracker(store.origin)
    const slow = watchTracker(store.origin)
    await until("both have the tracker", async () => quick.messages() > 0 && slow.messages() > 0)
    slow.pause()
    for (let change = 0; change < CHANGES; change++) {
      const before = quick.latest()
      await database.sql.query(
        "update orders set version = version + 1 where id = (select max(id) from orders)",
      )
      await database.sql.query("select pg_notify('swag_live', 'tracker')")
      await until("the other one has the change", async () => quick.latest() !== before)
    }
    await database.close()
    slow.resume()
    await until("the slow one is right", async () => slow.latest() === quick.latest())
    expect(quick.messages()).toBeGreaterThanOrEqual(CHANGES)
    expect(slow.messages()).toBeLessThan(CHANGES / 2)
    for (const viewer of [quick, slow]) viewer.close()
  })
})

const secret = `whsec_${createVault([KEY]).sign("sandbox webhook secret")}`
const stripe = new Stripe("sk_test_flood")

interface Delivery {
  readonly orderId: string
  readonly sessionId: string
  readonly time: number
}

/** A store that has more to do than it can says so with a 503, and the provider comes again. */
async function deliverUntilTaken(delivery: Delivery): Promise<void> {
  for (;;) {
    const status = await deliver(delivery)
    if (status === 200) return
    expect(status).toBe(503)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function deliver({ orderId, sessionId, time }: Delivery): Promise<number> {
  const payload = JSON.stringify({
    id: `evt_flood_${orderId}_${time}`,
    object: "event",
    api_version: "2025-01-01",
    type: "checkout.session.completed",
    data: {
      object: {
        id: sessionId,
        object: "checkout.session",
        metadata: { orderId, appOrigin: balancer.origin },
        payment_status: "paid",
        status: "complete",
        amount_total: 800,
        currency: "usd",
      },
    },
  })
  const response = await fetch(`${store.origin}/api/webhooks/stripe`, {
    method: "POST",
    headers: { "stripe-signature": stripe.webhooks.generateTestHeaderString({ payload, secret }) },
    body: payload,
  })
  await response.arrayBuffer()
  return response.status
}

/** Looks at the home page again and again, as shoppers do. */
function watchHomePage(origin: string): { stop(): Promise<number[]> } {
  const seen: number[] = []
  let stopped = false
  const watching = (async () => {
    while (!stopped) {
      const response = await fetch(origin)
      await response.arrayBuffer()
      seen.push(response.status)
    }
  })()
  return {
    async stop() {
      stopped = true
      await watching
      return seen
    },
  }
}

interface Viewer {
  /** How many states have come, and the version of the last. */
  messages(): number
  latest(): string
  pause(): void
  resume(): void
  close(): void
}

/** Watches the public tracker as a browser does. */
function watchTracker(origin: string): Viewer {
  let messages = 0
  let latest = ""
  let line = ""
  let answer: IncomingMessage | undefined
  const headers = { accept: "text/event-stream" }
  const asked = get(`${origin}/api/realtime/tracker`, { agent: false, headers }, (incoming) => {
    answer = incoming.setEncoding("utf8").on("error", () => undefined)
    incoming.on("data", (text: string) => {
      const lines = (line + text).split("\n")
      line = lines.pop() ?? ""
      for (const one of lines) {
        if (one.startsWith("id: ")) latest = one
        if (one.startsWith("data: ")) messages += 1
      }
    })
  })
  return {
    messages: () => messages,
    latest: () => latest,
    pause: () => answer?.pause(),
    resume: () => answer?.resume(),
    close: () => asked.destroy(),
  }
}

import { once } from "node:events"
import { connect } from "node:net"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { openDatabase } from "../../src/database"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { buy } from "../support/buy"
import { createPostgresDatabase } from "../support/databases"
import { startLoadBalancer } from "../support/load-balancer"
import { prepareServer, type StoreServer } from "../support/server"
import { requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

const TOKEN = "a-token-of-the-tests-that-is-long-enough"

const ORDERS = 100

beforeAll(requireBuild)

let servers: StoreServer[] = []
afterEach(() => Promise.all(servers.map((server) => server.kill("SIGKILL"))))

describe("two processes on one Postgres", () => {
  it("start together on an empty database, and show one's edit of a price in both", async () => {
    const env = { DATABASE_URL: await createPostgresDatabase(), SWAG_STORE_API_TOKEN: TOKEN }
    servers = [await prepareServer(env), await prepareServer(env)]
    await Promise.all(servers.map((server) => server.start()))
    const paths = ["/", "/products/workflow-sticker-pack"]
    const pages = servers.flatMap(({ origin }) => paths.map((path) => `${origin}${path}`))
    for (const page of pages) {
      expect(await textOf(page), page).toContain("$8")
      await until(`${page} is answered from memory`, () => isFromMemory(page))
    }

    const { products } = (await (await ask(servers[0], "GET")).json()) as { products: { sku: string }[] }
    expect(products.filter(({ sku }) => sku === "INN-STICKERS")).toHaveLength(1)
    const edit = await ask(servers[0], "POST", {
      id: "prod_workflow-sticker-pack",
      name: "Workflow Sticker Pack",
      type: "Stickers",
      sku: "INN-STICKERS",
      cover: "light",
      priceDollars: "9.37",
      category: "accessories",
    })
    expect(edit.status, await edit.clone().text()).toBe(200)
    for (const page of pages) {
      await until(`${page} shows the new price`, async () => (await textOf(page)).includes("$9.37"))
    }
  })

  it("are restarted one after the other under orders: no shopper sees an error, each order completes once", async () => {
    const balancer = await startLoadBalancer()
    const databaseUrl = await createPostgresDatabase()
    const env = { DATABASE_URL: databaseUrl, NEXT_PUBLIC_APP_URL: balancer.origin }
    servers = [await prepareServer(env), await prepareServer(env)]
    await Promise.all(servers.map((server) => server.start()))
    const rotation = (without?: StoreServer) =>
      balancer.to(...servers.filter((server) => server !== without).map(({ origin }) => origin))
    rotation()

    const orders: string[] = []
    const shopper = async (): Promise<void> => {
      while (orders.length < ORDERS) {
        const { orderId, confirmationUrl } = await buy(balancer.origin)
        orders.push(orderId)
        const confirmation = await fetch(confirmationUrl)
        expect(confirmation.status, confirmationUrl).toBe(200)
      }
    }
    const shopping = Promise.all([shopper(), shopper(), shopper()])
    for (const server of servers) {
      const done = orders.length
      await until("some are ordered", async () => orders.length > done + 3)
      // As platforms do: no new requests, then the signal, while the requests it has are still being answered.
      rotation(server)
      await server.kill("SIGTERM")
      await server.start()
      rotation()
    }
    await shopping
    balancer.close()
    const database = await openDatabase({ databaseUrl })
    await until("every order is done", async () => {
      const { rows } = await database.sql.query<{ orders: number; done: number }>(
        `select (select count(*)::int from orders) as orders, (select count(*)::int from sheet_rows) as done`,
      )
      return rows[0]?.done === orders.length && rows[0]?.orders === orders.length
    })
    const { rows } = await database.sql.query(
      `select (select stock from variants where id = 'var_sticker-pack-one') as stock,
         (select held from variants where id = 'var_sticker-pack-one') as held,
         (select count(*)::int from mails) as mails, (select count(*)::int from refunds) as refunds`,
    )
    const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() })
    await database.close()
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
    expect(rows).toEqual([{ stock: 120 - orders.length, held: 0, mails: orders.length, refunds: 0 }])
  })
})

describe("npm start", () => {
  it("passes on the signal that a platform gives it: what is open is answered, and nothing is left behind", async () => {
    const server = await prepareServer({}, ["npm", "start"])
    servers = [server]
    await server.start()
    const port = Number(new URL(server.origin).port)
    const socket = connect(port, "127.0.0.1")
    await once(socket, "connect")
    process.kill(server.pid() ?? Number.NaN, "SIGTERM")
    socket.write("GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n")
    const [answer] = await once(socket, "data")
    expect(String(answer)).toMatch(/^HTTP\/1.1 200/)
    await until("npm has ended", async () => server.ended() !== undefined)
    expect(server.ended()).toBe(0)
    await expect(fetch(server.origin)).rejects.toThrow("fetch failed")
  })
})

async function textOf(page: string): Promise<string> {
  return (await fetch(page)).text()
}

/** Next compresses with gzip only. */
async function isFromMemory(page: string): Promise<boolean> {
  const { headers } = await fetch(page, { headers: { "accept-encoding": "br" } })
  return headers.get("content-encoding") === "br"
}

function ask(server: StoreServer | undefined, method: string, body?: object): Promise<Response> {
  return fetch(`${server?.origin}/api/ai/products`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

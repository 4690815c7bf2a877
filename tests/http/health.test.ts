import { afterEach, expect, it } from "vitest"
import { GET as getHealth } from "../../src/app/api/health/route"
import { setShop } from "../../src/wiring"
import { payFor } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
afterEach(() => running.close())

async function ask() {
  const response = await getHealth(new Request(`${ORIGIN}/api/health`), { params: Promise.resolve({}) })
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) }
}

it("is well with an order done, and says what is behind and what still works", async () => {
  running = await runShop("postgres")
  await payFor()
  await running.settle()
  expect(await ask()).toMatchObject({
    status: 200,
    ok: true,
    service: "swag-store",
    dependencies: { database: "up", workflow: "up", payments: "up", mail: "up" },
    notes: [],
  })
  const { sql } = running.shop.database
  await sql.query("update outbox set sent_at = null, created_at = now() - interval '5 minutes'")
  await sql.query(`
    update order_stages set status = 'running', attempts = 2, started_at = now() - interval '5 minutes'
    where stage = 'send-confirmation'`)
  expect(await ask()).toMatchObject({
    status: 200,
    ok: true,
    dependencies: { database: "up", workflow: "behind", payments: "up", mail: "behind" },
    notes: [expect.stringContaining("Orders are taken"), expect.stringContaining("try again")],
  })
})

it("is 503 when the database does not answer", async () => {
  running = await runShop("pglite")
  const { db } = running.shop.database
  const away = new Proxy(db, {
    get: (target, property) =>
      property === "execute" ? () => Promise.reject(new Error("away")) : Reflect.get(target, property),
  })
  setShop({ ...running.shop, database: { ...running.shop.database, db: away } })
  expect(await ask()).toMatchObject({ status: 503, ok: false, dependencies: { database: "down" } })
  setShop(running.shop)
})

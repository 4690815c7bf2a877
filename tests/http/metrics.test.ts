import { afterEach, expect, it } from "vitest"
import { GET as getMetrics } from "../../src/app/api/metrics/route"
import { setShop } from "../../src/wiring"
import { payFor } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

const TOKEN = "a-token-of-a-monitor-0123"

let running: RunningShop
afterEach(() => running.close())

function ask(token?: string): Promise<Response> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  return getMetrics(new Request(`${ORIGIN}/api/metrics`, { headers }), { params: Promise.resolve({}) })
}

async function read(): Promise<Map<string, number>> {
  const text = await (await ask(TOKEN)).text()
  const values = new Map<string, number>()
  for (const line of text.trim().split("\n")) {
    if (line.startsWith("# ")) {
      expect(line).toMatch(/^# (HELP \w+ .+|TYPE \w+ gauge)$/)
      continue
    }
    const [, name = "", value = ""] = /^(\w+(?:\{\w+="\w+"\})?) (\d[\d.e+-]*)$/.exec(line) ?? []
    expect(name, line).not.toBe("")
    values.set(name, Number(value))
  }
  return values
}

it("is not there without METRICS_TOKEN, and closed to whoever does not bring it", async () => {
  running = await runShop("pglite")
  expect((await ask(TOKEN)).status).toBe(404)
  setShop({ ...running.shop, config: { ...running.shop.config, METRICS_TOKEN: TOKEN } })
  expect((await ask()).status).toBe(401)
  expect((await ask(`${TOKEN}x`)).status).toBe(401)
  expect((await ask(TOKEN)).headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8")
})

it("counts what happens, and names nobody", async () => {
  running = await runShop("postgres")
  setShop({ ...running.shop, config: { ...running.shop.config, METRICS_TOKEN: TOKEN } })
  const before = await read()
  expect(before.get('swag_orders_last_day{status="pending"}')).toBe(0)
  expect(before.get("inngest_processes")).toBe(1)
  expect(before.get("process_resident_memory_bytes")).toBeGreaterThan(1_000_000)

  await payFor(undefined, { email: "canary@example.com", name: "Canary Metrics" })
  const paid = await read()
  expect(paid.get("swag_checkouts_open")).toBe(1)
  expect(paid.get("swag_units_held")).toBe(1)
  await running.settle()
  const done = await read()
  expect(done.get('swag_orders_last_day{status="pending"}')).toBe(1)
  expect(done.get("swag_units_held")).toBe(0)
  expect(done.get("swag_outbox_waiting")).toBe(0)
  expect(done.get("swag_unfinished_order_age_seconds")).toBe(0)
  expect(await (await ask(TOKEN)).text()).not.toMatch(/canary|ord_/i)
})

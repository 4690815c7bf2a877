import { afterEach, describe, expect, it } from "vitest"
import type { Context } from "../../src/store/context"
import { addOrderNote } from "../../src/store/orders/add-order-note"
import { eraseBuyer } from "../../src/store/orders/erase-buyer"
import { getAdminOrder } from "../../src/store/orders/get-admin-order"
import { getOrderView } from "../../src/store/orders/get-order-view"
import { listOrders } from "../../src/store/orders/list-orders"
import { requestOrderStatus } from "../../src/store/orders/request-order-status"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { payFor } from "../support/order-journey"
import { type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
afterEach(() => running.close())

const BUYER = {
  email: "canary.erased@example.com",
  name: "Canary Erased",
  line1: "77 Canary Street",
  city: "Canaryville",
}

describe.each(["pglite", "postgres"] as const)("a buyer who is erased (%s)", (on) => {
  it("is nowhere to be read, sealed or not, and the books still add up", async () => {
    running = await runShop(on)
    const desk = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
    const { orderId } = await payFor(undefined, BUYER)
    await running.settle()
    await addOrderNote(desk, { orderId, text: "Canary rang: leave it at number 77." })
    await expect(eraseBuyer(desk, { orderId })).rejects.toMatchObject({ type: "CONFLICT" })
    for (const status of ["fulfilled", "shipped"] as const) {
      await requestOrderStatus(desk, { orderId, status })
      await running.settle()
    }
    expect(await traces(desk)).not.toEqual([])
    expect(await eraseBuyer(desk, { orderId })).toEqual({ erased: true })
    expect(await eraseBuyer(desk, { orderId })).toEqual({ erased: false })
    expect(await traces(desk)).toEqual([])

    const verdicts = await verifyInvariants(desk, new Date(Date.now() + 1_000))
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
    expect(await getAdminOrder(desk, { orderId, revealBuyer: true })).toMatchObject({
      erased: true,
      customer: null,
    })
    expect(await getOrderView(desk, orderId, true)).toMatchObject({
      status: "shipped",
      email: "",
      shipping: null,
    })
    const search = { queue: "all", limit: 5, revealBuyers: true } as const
    for (const text of ["canary", BUYER.email])
      expect((await listOrders(desk, { ...search, search: text })).orders).toEqual([])
    expect((await listOrders(desk, search)).orders).toHaveLength(1)
  })
})

/**
 * Where the buyer still stands in the shop's and the engine's tables: in the open, or in anything sealed that a key
 * of this shop opens. The sandbox's tables are another company's.
 */
async function traces({ db: _db, ports }: Context): Promise<string[]> {
  const { sql } = running.shop.database
  const { rows: tables } = await sql.query<{ name: string }>(
    `select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('public', 'engine') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql.query<Record<string, unknown>>(`select * from ${name}`)
    for (const row of rows) {
      const texts = Object.values(row).map((value) =>
        typeof value === "string" ? value : JSON.stringify(value),
      )
      const contexts = Object.values(row).filter((value): value is string => typeof value === "string")
      const opened = texts.flatMap((text) =>
        contexts.flatMap((context) => openedOrNothing(ports, text, context)),
      )
      const encrypted = texts.some((text) => text?.includes('"encrypted"') && name === "engine.events")
      if (encrypted || [...texts, ...opened].some((text) => /canary/i.test(text ?? ""))) found.push(name)
    }
  }
  return [...new Set(found)].sort()
}

function openedOrNothing(ports: Context["ports"], text: string | undefined, context: string): string[] {
  if (!text?.startsWith("v1.")) return []
  try {
    return [ports.vault.open(text, context)]
  } catch {
    return []
  }
}

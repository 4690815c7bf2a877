import { afterEach, expect, it } from "vitest"
import { listOutboxMessages } from "../../src/services/outbox-mail"
import { reseal } from "../../src/services/reseal"
import { listSheetRows } from "../../src/services/table-sheet"
import { addOrderNote } from "../../src/store/orders/add-order-note"
import { getAdminOrder } from "../../src/store/orders/get-admin-order"
import { listOrders } from "../../src/store/orders/list-orders"
import type { Ports } from "../../src/store/ports"
import { createStoreDatabase } from "../support/databases"
import { payFor } from "../support/order-journey"
import { type RunningShop, runShop } from "../support/running-shop"

const OLD = Buffer.alloc(32, 1)
const NEW = Buffer.alloc(32, 2)

let running: RunningShop | undefined
afterEach(() => running?.close())

/** Keeps an order in its third stage. */
function unreachableMail(ports: Ports): Ports {
  const send = async () => {
    throw new Error("the mailer is down")
  }
  return { ...ports, mail: { ...ports.mail, send } }
}

it("an order whose key is rotated in its middle is finished with the old key as fallback, and the next one without", async () => {
  const databaseUrl = await createStoreDatabase()
  running = await runShop(
    "postgres",
    { retryDelayMs: () => 3_600_000, wrapPorts: unreachableMail },
    { databaseUrl, keys: [OLD] },
  )
  const { orderId } = await payFor(undefined, { email: "rotated@example.com" })
  await running.settle()
  await running.close()

  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW, OLD] })
  await running.shop.database.sql.query("update engine.jobs set run_at = now()")
  await running.settle()
  const ctx = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
  const finished = await getAdminOrder(ctx, { orderId, revealBuyer: true })
  expect(finished.stages.map(({ status }) => status)).toEqual(Array(4).fill("complete"))
  expect(finished.customer?.email).toBe("rotated@example.com")

  const second = await payFor()
  await running.settle()
  await running.close()
  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW] })
  const after = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
  const sealedAnew = await getAdminOrder(after, { orderId: second.orderId, revealBuyer: true })
  expect(sealedAnew.customer?.email).toContain("@")
  await expect(getAdminOrder(after, { orderId, revealBuyer: true })).rejects.toThrow()
})

it("once everything is sealed anew, the old key is needed for nothing: read, found, written about, on the sheet", async () => {
  const databaseUrl = await createStoreDatabase()
  const admin = { kind: "admin", email: "ops@shop.test", role: "admin" } as const
  running = await runShop("postgres", {}, { databaseUrl, keys: [OLD] })
  const { orderId } = await payFor(undefined, { email: "resealed@example.com", name: "Ada Resealed" })
  await running.settle()
  await addOrderNote(running.shop.contextFor(admin), { orderId, text: "Rang twice." })
  await running.close()

  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW, OLD] })
  const ctx = running.shop.contextFor(admin)
  expect(await reseal(ctx)).toEqual({ orders: 1, mails: 1, sheet_rows: 1, order_notes: 1, import_parts: 0 })
  expect(await reseal(ctx)).toEqual({ orders: 0, mails: 0, sheet_rows: 0, order_notes: 0, import_parts: 0 })
  await running.close()

  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW] })
  const { shop } = running
  const alone = shop.contextFor(admin)
  expect(await getAdminOrder(alone, { orderId, revealBuyer: true })).toMatchObject({
    customer: { email: "resealed@example.com" },
    notes: [{ text: "Rang twice." }],
  })
  for (const search of ["resealed@example.com", "ada resealed"]) {
    const { orders } = await listOrders(alone, { queue: "all", search, limit: 5, revealBuyers: true })
    expect(orders.map((order) => order.orderId)).toEqual([orderId])
  }
  expect((await listOutboxMessages(shop.database.db, shop.vault)).map(({ to }) => to)).toEqual([
    "resealed@example.com",
  ])
  expect((await listSheetRows(shop.database.db, shop.vault))[0]).toContain("resealed@example.com")
})

it("an order whose event nobody can read is parked with its reason, holds up no other, and goes on when the key is back", async () => {
  const databaseUrl = await createStoreDatabase()
  running = await runShop(
    "postgres",
    { wrapPorts: unreachableMail, retryDelayMs: () => 3_600_000 },
    { databaseUrl, keys: [OLD] },
  )
  const { orderId } = await payFor()
  await running.settle()
  await running.close()

  // The old key is gone before its orders are done: a mistake that someone makes one day.
  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW] })
  await running.shop.database.sql.query("update engine.jobs set run_at = now()")
  const other = await payFor()
  await running.settle()
  const standing = `select status, (select count(*)::int from order_stages s where s.order_id = o.id and s.status = 'complete') as stages from orders o`
  expect(await running.look(`${standing} where id = '${other.orderId}'`)).toEqual({
    status: "pending",
    stages: 4,
  })
  expect(await running.look(`${standing} where id = '${orderId}'`)).toEqual({ status: "pending", stages: 2 })
  const parked = (await running.shop.workflow.engine?.listRuns({ status: "failed" })) ?? []
  const [run] = parked.filter(({ functionId }) => functionId.endsWith("-fulfill-order"))
  expect(await running.look(`select error from engine.runs where id = '${run?.id}'`)).toMatchObject({
    error: expect.stringContaining("wrong secret key"),
  })
  await running.close()

  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW, OLD] })
  await running.shop.workflow.engine?.replayRun(run?.id ?? "")
  await running.settle()
  expect(await running.look(`${standing} where id = '${orderId}'`)).toEqual({ status: "pending", stages: 4 })
  expect(await running.look("select count(*)::int as letters from mails")).toEqual({ letters: 2 })
})

import { findOperation } from "../src/agent-api/registry"
import { readConfig } from "../src/env"
import { listAlerts } from "../src/services/alert-list"
import { listOutboxMessages } from "../src/services/outbox-mail"
import { listSheetRows } from "../src/services/table-sheet"
import { listApprovals } from "../src/store/access/list-approvals"
import { listTokens } from "../src/store/access/list-tokens"
import { listAudit } from "../src/store/audit/queries"
import { listDeskProducts, listVariantsOf } from "../src/store/catalog/desk-queries"
import { listCampaigns, listDiscountCodes, listDiscountUses } from "../src/store/discounts/desk-queries"
import { listImportRuns } from "../src/store/imports/queries"
import { explainStock } from "../src/store/inventory/explain-stock"
import { listLedgerRows, listStockRows, sumDemand } from "../src/store/inventory/stock-queries"
import { exportOrders } from "../src/store/orders/export-orders"
import { getAdminOrder } from "../src/store/orders/get-admin-order"
import { getOrderView } from "../src/store/orders/get-order-view"
import { getOverview } from "../src/store/orders/get-overview"
import { countQueues, listOrders } from "../src/store/orders/list-orders"
import { listPackingSlips } from "../src/store/orders/list-packing-slips"
import { listPicks } from "../src/store/orders/list-picks"
import { listSiblings } from "../src/store/orders/list-siblings"
import { listTrackerOrders } from "../src/store/orders/list-tracker-orders"
import { listOrderLines } from "../src/store/orders/queries"
import { listOpenSessions } from "../src/store/people/queries"
import { openShop, type Shop } from "../src/wiring"
import { startPostgres } from "../tests/support/postgres"
import { growStore } from "./bench/grow-store"
import { ms, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"
import { readNumberOptions } from "./number-options.mjs"

/**
 * P8: how long each of the desk's views and the agents' tools takes, to what a store of ten variants and ten orders
 * takes. `--variants` and `--orders` set how large the large one is.
 */
const size = readNumberOptions({ variants: 100_000, orders: 1_000_000, rounds: 9 })

const postgres = await startPostgres()
const small = await open("small", { variants: 10, orders: 10 })
const large = await open("large", size)

async function open(name: string, size: { variants: number; orders: number }): Promise<Shop> {
  const { Client } = await import("pg")
  const admin = new Client({ connectionString: postgres.url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const shop = await openShop(
    readConfig({
      DATABASE_URL: postgres.databaseUrl(name),
      INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
      LOG_LEVEL: "silent",
    }),
  )
  await growStore(shop.database.sql, size)
  return shop
}

const admin = { kind: "admin", email: "bench@shop.test", role: "admin" } as const
const order = "ord_grown0000000005"
const THREE = ["ord_grown0000000001", "ord_grown0000000002", order]
const page = { queue: "all", limit: 10, revealBuyers: true } as const
const ctxOf = (shop: Shop) => shop.contextFor(admin)
const tool = (name: string, input: object) => async (shop: Shop) => {
  const operation = findOperation(name)
  if (!operation) throw new Error(`There is no tool ${name}`)
  const agent = shop.contextFor({ kind: "agent", id: "tok_bench", email: "bench@shop.test", scopes: [] })
  return operation.run(agent, operation.input.parse(input))
}

const VIEWS: Readonly<Record<string, (shop: Shop) => Promise<unknown>>> = {
  "orders, all": (shop) => listOrders(ctxOf(shop), page),
  "orders, last page of the year": (shop) => listOrders(ctxOf(shop), { ...page, oldestFirst: true }),
  "orders, pending": (shop) => listOrders(ctxOf(shop), { ...page, queue: "pending" }),
  "orders, needs attention": (shop) => listOrders(ctxOf(shop), { ...page, queue: "attention" }),
  "orders, by name": (shop) => listOrders(ctxOf(shop), { ...page, search: "nobody of this name" }),
  "orders, by e-mail": (shop) => listOrders(ctxOf(shop), { ...page, search: "nobody@example.com" }),
  "orders, by sku": (shop) => listOrders(ctxOf(shop), { ...page, search: "GROWN-1" }),
  "orders, by id": (shop) => listOrders(ctxOf(shop), { ...page, search: order }),
  "queues, counted": (shop) => countQueues(ctxOf(shop)),
  "one order, desk": (shop) => getAdminOrder(ctxOf(shop), { orderId: order, revealBuyer: false }),
  "one order, buyer": (shop) => getOrderView(ctxOf(shop), order, false),
  tracker: (shop) => listTrackerOrders(ctxOf(shop), 10),
  inventory: (shop) => listStockRows(shop.database.db, {}, { limit: 10 }),
  "inventory, far on": (shop) => listStockRows(shop.database.db, {}, { limit: 10, after: "var_grown-1-5" }),
  "inventory, low": (shop) => listStockRows(shop.database.db, { atMost: 5 }, { limit: 10 }),
  ledger: (shop) => listLedgerRows(shop.database.db, {}, { limit: 10 }),
  "ledger, one variant": (shop) =>
    listLedgerRows(shop.database.db, { variantId: "var_grown-1-1" }, { limit: 10 }),
  "why a variant has its stock": (shop) => explainStock(ctxOf(shop), "var_grown-1-1"),
  products: (shop) => listDeskProducts(shop.database.db, { archived: false }, { limit: 10 }),
  codes: (shop) => listDiscountCodes(shop.database.db, {}, { limit: 10 }, new Date()),
  campaigns: (shop) => listCampaigns(shop.database.db, 50),
  "CSV of three orders": (shop) => exportOrders(ctxOf(shop), THREE),
  list_products: tool("list_products", { limit: 1 }),
  list_inventory: tool("list_inventory", { limit: 1 }),
  list_inventory_audits: tool("list_inventory_audits", { limit: 10 }),
  preview_inventory_update: tool("preview_inventory_update", {
    mode: "receive_shipment",
    items: [{ variantId: "var_grown-1-1", quantity: 1 }],
  }),
  preview_order: tool("preview_order", {
    items: [{ productId: "prod_grown-1", variantId: "var_grown-1-1", quantity: 1 }],
  }),
  overview: (shop) => getOverview(ctxOf(shop)),
  "what could go out instead": async (shop) =>
    listSiblings(ctxOf(shop), {
      status: "pending",
      lines: await listOrderLines(shop.database.db, [order]),
    }),
  "pick list of three orders": (shop) => listPicks(ctxOf(shop), THREE),
  "packing slips of three orders": (shop) => listPackingSlips(ctxOf(shop), THREE),
  "a product's variants": (shop) => listVariantsOf(shop.database.db, "prod_grown-1"),
  "a product's demand by size": (shop) =>
    sumDemand(shop.database.db, "prod_grown-1", new Date(Date.now() - 90 * 86_400_000)),
  "a code's orders": (shop) => listDiscountUses(shop.database.db, "NOBODY", 200),
  "audit log": (shop) => listAudit(shop.database.db, {}, 10),
  "audit log of one order": (shop) => listAudit(shop.database.db, { subject: order }, 10),
  alerts: (shop) => listAlerts(shop.database.db, true),
  sheet: (shop) => listSheetRows(shop.database.db, shop.vault, 10),
  outbox: (shop) => listOutboxMessages(shop.database.db, shop.vault, 10),
  imports: (shop) => listImportRuns(shop.database.db, 10),
  tokens: (shop) => listTokens(ctxOf(shop)),
  "requests over a limit": (shop) => listApprovals(ctxOf(shop)),
  people: (shop) => listOpenSessions(shop.database.db, new Date()),
}

let worst = { name: "", ratio: 0 }
for (const [name, view] of Object.entries(VIEWS)) {
  const time = (shop: Shop) => async () => {
    const begun = performance.now()
    await view(shop)
    return performance.now() - begun
  }
  const measured = await rounds(size.rounds, time(large), time(small))
  if (measured.ratio > worst.ratio) worst = { name, ratio: measured.ratio }
  console.error(
    `${name.padEnd(32)} ${ms(measured.theirs).padStart(8)} ${ms(measured.ours).padStart(8)} ${times(measured.ratio)}`,
  )
}
report("P8", {
  figure: `slowest growth of ${Object.keys(VIEWS).length} views and tools: ${worst.name}`,
  ours: `${size.variants} variants, ${size.orders} orders`,
  against: "10 and 10; 1.5 × to keep",
  result: `${times(worst.ratio)}, ${worst.ratio <= 1.5 ? "reached" : "not reached"}`,
})
await small.close()
await large.close()
await postgres.stop()

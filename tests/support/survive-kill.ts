import { existsSync } from "node:fs"
import { expect } from "vitest"
import { openDatabase } from "../../src/database"
import { FAULT_POINTS } from "../../src/inngest/fault-point"
import { STAGES } from "../../src/store/orders/order"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { buy } from "./buy"
import type { StoreServer } from "./server"
import { until } from "./until"

/** Every instant of an order at which the process may be killed: nothing follows the last stage's memo. */
export const INSTANTS = STAGES.flatMap((stage) =>
  FAULT_POINTS.map((point) => `${stage}:${point}`).filter((instant) => instant !== "record-to-sheet:memo"),
)

/** @throws Error that says what to run first, since these tests start the production form */
export function requireBuild(): void {
  if (!existsSync(".next/BUILD_ID"))
    throw new Error("These tests kill the production build: run `npm run build` first.")
}

/** Buys from a server that kills itself at the instant, starts it again, and waits until the order is done. */
export async function surviveKill(store: StoreServer, instant: string): Promise<void> {
  await store.start({ SWAG_FAULT: instant })
  const { orderId } = await buy(store.origin)
  await store.exited()
  await store.start()
  await untilComplete(store, orderId)
  await store.kill("SIGTERM")
}

/** Waits until the order's page shows all its stages done. */
export async function untilComplete(store: StoreServer, orderId: string): Promise<void> {
  await until(`order ${orderId} is complete`, async () => {
    const html = await (await fetch(`${store.origin}/orders/${orderId}`)).text()
    return html.match(/data-status="complete"/g)?.length === STAGES.length
  })
}

/** One pack of stickers was sold, and nothing about it happened twice. */
export async function expectCompletedOnce(config: { dataDir?: string; databaseUrl?: string }): Promise<void> {
  const database = await openDatabase(config)
  const { rows } = await database.sql.query(`
    select
      (select count(*)::int from orders) as orders,
      (select count(*)::int from sheet_rows) as sheet_rows,
      (select count(*)::int from mails) as mails,
      (select count(*)::int from refunds) as refunds,
      (select count(*)::int from inventory_adjustments where mode = 'order_reservation') as reservations,
      (select stock from variants where id = 'var_sticker-pack-one') as stock,
      (select held from variants where id = 'var_sticker-pack-one') as held`)
  const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() })
  await database.close()
  expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
  expect(rows).toEqual([
    { orders: 1, sheet_rows: 1, mails: 1, refunds: 0, reservations: 1, stock: 119, held: 0 },
  ])
}

import { existsSync } from "node:fs"
import { expect } from "vitest"
import { openDatabase } from "../../src/database"
import { STAGE_INSTANTS } from "../../src/inngest/fault-point"
import { STAGES } from "../../src/store/orders/order"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { payWithTestCard, startCheckout } from "./buy"
import type { StoreServer } from "./server"
import { until } from "./until"

/** @throws Error that says what to run first, since these tests start the production form */
export function requireBuild(): void {
  if (!existsSync(".next/BUILD_ID"))
    throw new Error("These tests kill the production build: run `npm run build` first.")
}

/** Starts the store, lets it live, and waits until it has killed itself at the instant. */
export async function dieAt(
  store: StoreServer,
  instant: string,
  live: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  // What was open goes on with the start, so that a store can be dead before it is seen to be ready.
  const started = await store.start({ SWAG_FAULT: instant }).then(
    () => "ready",
    (error: unknown) => error,
  )
  if (started === "ready") await live()
  await until(`the store is killed at ${instant}`, async () => store.ended() !== undefined)
  if (store.ended() !== "SIGKILL") throw started
}

/**
 * Buys from a server that kills itself before it answers the webhook, starts it again to be killed at the first instant
 * of the first stage, and so on; the last life brings the order to its end.
 */
export async function surviveKills(
  store: StoreServer,
  lookAtTheDead: () => Promise<void> = async () => undefined,
): Promise<void> {
  let bought = ""
  await dieAt(store, "webhook:answer", async () => {
    const { orderId, url } = await startCheckout(store.origin)
    bought = orderId
    // The provider has the money before the store hears of it; the answer to the buyer may be lost with the process.
    await payWithTestCard(url).catch(() => undefined)
  })
  await lookAtTheDead()
  for (const instant of STAGE_INSTANTS) {
    await dieAt(store, instant)
    await lookAtTheDead()
  }
  await store.start()
  await untilComplete(store, bought)
  await store.kill("SIGTERM")
}

/** Waits until the order's page shows all its stages done. */
export async function untilComplete(store: StoreServer, orderId: string): Promise<void> {
  await until(`order ${orderId} is complete`, async () => {
    const html = await (await fetch(`${store.origin}/orders/${orderId}`)).text()
    return html.match(/data-status="complete"/g)?.length === STAGES.length
  })
}

/** Which database a killed store leaves: a folder or a server's. */
export type DatabaseLocation = { readonly dataDir: string } | { readonly databaseUrl: string }

/** The invariants hold, whatever is still under way. */
export async function expectBalance(config: DatabaseLocation): Promise<void> {
  const database = await openDatabase(config)
  const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() })
  await database.close()
  expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
}

/** One pack of stickers was sold, and nothing about it happened twice. */
export async function expectCompletedOnce(config: DatabaseLocation): Promise<void> {
  await expectBalance(config)
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
  await database.close()
  expect(rows).toEqual([
    { orders: 1, sheet_rows: 1, mails: 1, refunds: 0, reservations: 1, stock: 119, held: 0 },
  ])
}

import { openDatabase } from "../src/database"
import { STAGE_INSTANTS } from "../src/inngest/fault-point"
import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { dieAt } from "../tests/support/survive-kill"
import { until } from "../tests/support/until"
import { ms, report } from "./bench/report"
import { median } from "./bench/rounds"

const RESTARTS = 3

/**
 * F1: an order's server is killed at each instant of its stages and started again. From the first request that it
 * answers to the first thing that happens to the order; below zero where that came first.
 * F6: its database crashes while orders come in. From the first answer of the database to the first order that is taken.
 */
const postgres = await startPostgres()
const store = await prepareServer({ DATABASE_URL: postgres.url, LOG_LEVEL: "error" })
const database = await openDatabase({ databaseUrl: postgres.url })
const waits: number[] = []
for (const instant of STAGE_INSTANTS) {
  await dieAt(store, instant, () => buy(store.origin).catch(() => undefined))
  const died = new Date()
  await store.start()
  const ready = Date.now()
  const resumed = await until(`the order goes on after ${instant}`, () => firstSignSince(died))
  waits.push(resumed.getTime() - ready)
  await until("the order is done", async () => (await openOrders()) === 0)
  await store.kill("SIGTERM")
}
const worst = Math.max(...waits)
report("F1", {
  figure: `first answer after a kill to the order going on, ${waits.length} instants, Postgres`,
  ours: `median ${ms(median(waits))}, worst ${ms(worst)}`,
  against: "500 ms",
  result: worst <= 500 ? "reached" : "not reached",
})
await database.close()

await store.start()
const recoveries: number[] = []
for (let restart = 0; restart < RESTARTS; restart++) {
  const shoppers = Array.from({ length: 4 }, () => buy(store.origin).catch(() => undefined))
  await postgres.restart("immediate")
  const answers = performance.now()
  await until("an order is taken again", () => buy(store.origin))
  recoveries.push(performance.now() - answers)
  await Promise.all(shoppers)
}
const slowest = Math.max(...recoveries)
report("F6", {
  figure: `the database answers again after a crash to the next order, ${RESTARTS} crashes`,
  ours: `slowest ${ms(slowest)}`,
  against: "5,000 ms",
  result: slowest <= 5_000 ? "reached" : "not reached",
})
await store.kill("SIGKILL")
await postgres.stop()

async function firstSignSince(instant: Date): Promise<Date | undefined> {
  const { rows } = await database.sql.query<{ sign: Date | null }>(
    `select min(sign) as sign from order_stages, unnest(array[started_at, finished_at]) as sign where sign > $1`,
    [instant],
  )
  return rows[0]?.sign ?? undefined
}

async function openOrders(): Promise<number> {
  const { rows } = await database.sql.query<{ open: number }>(
    `select count(*)::int as open from orders where not exists (select 1 from sheet_rows where order_id = orders.id)`,
  )
  return rows[0]?.open ?? 0
}

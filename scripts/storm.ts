import { setTimeout as delay } from "node:timers/promises"
import { readConfig } from "../src/env"
import { sweepCheckouts } from "../src/store/orders/sweep-checkouts"
import { verifyInvariants } from "../src/store/proof/verify-invariants"
import { openShop } from "../src/wiring"
import { type Mishap, startLoadBalancer } from "../tests/support/load-balancer"
import { startPostgres } from "../tests/support/postgres"
import { seeded } from "../tests/support/seeded"
import { prepareServer, type StoreServer } from "../tests/support/server"
import { fillShelf, SHELF_TOKEN } from "./bench/fill-shelf"
import { readNumberOptions } from "./number-options.mjs"
import { newDiary, visit } from "./storm/shopper"

/**
 * `npm run build && npm run storm -- --minutes 10 --seed 1`: two stores on one Postgres sell without a pause, while
 * processes are killed, the database is restarted, and webhooks are lost, sent twice or late. In the end everything is
 * started once more, what is open comes to its end, and the books are checked. Ends with 1 if anything is wrong.
 */
const { minutes, seed, shoppers } = readNumberOptions({ minutes: 10, seed: 1, shoppers: 6 })
const random = seeded(seed)
const key = Buffer.alloc(32, 5).toString("base64")

const postgres = await startPostgres()
const mishaps: Record<Mishap, number> = { refused: 0, "answer lost": 0, twice: 0, none: 0 }
const balancer = await startLoadBalancer(async (path) => {
  if (!path.startsWith("/api/webhooks/stripe")) return "none"
  const luck = random()
  if (luck < 0.2) await delay(random() * 3_000)
  const mishap: Mishap = luck > 0.9 ? "refused" : luck > 0.8 ? "answer lost" : luck > 0.7 ? "twice" : "none"
  mishaps[mishap]++
  return mishap
})
const env = {
  DATABASE_URL: postgres.url,
  NEXT_PUBLIC_APP_URL: balancer.origin,
  SWAG_STORE_API_TOKEN: SHELF_TOKEN,
  LOG_LEVEL: "error",
}
const stores = [await prepareServer(env), await prepareServer(env)]
await Promise.all(stores.map((store) => store.start()))
balancer.to(...stores.map(({ origin }) => origin))
await fillShelf(balancer.origin)

const diary = newDiary()
const chaos = { kills: 0, crashes: 0, restarts: 0 }
const end = Date.now() + minutes * 60_000
const shopping = Array.from({ length: shoppers }, async (_, shopper) => {
  const own = seeded(seed * 1_000 + shopper)
  while (Date.now() < end) await visit(balancer.origin, own, diary)
})
await Promise.all([wreak(), ...shopping])

console.log("The storm is over; what is open comes to its end.")
await Promise.all(stores.map((store) => store.kill("SIGKILL")))
await Promise.all(stores.map((store) => store.start()))
const shop = await openShop(
  readConfig({ ...env, INNGEST_ENCRYPTION_KEY: key, DEMO: "1", LOG_LEVEL: "silent" }),
)
const ctx = shop.contextFor({ kind: "system", id: "storm" })
await drain()
const verdicts = await verifyInvariants(ctx, new Date(Date.now() + 1_000))
const { rows: lost } = await shop.database.sql.query<{ session: string; orders: number; refunds: number }>(`
  select s.id as session,
    (select count(*)::int from orders o where o.session_id = s.id) as orders,
    (select count(*)::int from refunds r where r.payment_intent_id = s.object ->> 'payment_intent'
      and r.reason = 'stray-payment') as refunds
  from sandbox.objects s where s.kind = 'checkout.session' and s.object ->> 'payment_status' = 'paid'`)
const unaccounted = lost.filter(({ orders, refunds }) => orders + refunds !== 1)
const { rows: ends } = await shop.database.sql.query<{ status: string; orders: number }>(
  "select status, count(*)::int as orders from orders group by 1 order by 1",
)
await shop.close()
await Promise.all(stores.map((store) => store.kill("SIGTERM")))
balancer.close()
await postgres.stop()

console.log(`\nseed ${seed}, ${minutes} minutes, ${shoppers} shoppers`)
console.table({
  ...diary,
  ...chaos,
  "webhooks refused": mishaps.refused,
  "answers lost": mishaps["answer lost"],
  "webhooks twice": mishaps.twice,
})
console.table(Object.fromEntries(ends.map(({ status, orders }) => [status, orders])))
for (const { name, title, violations, examples } of verdicts) {
  console.log(`${violations === 0 ? "holds " : "BROKEN"}  ${name.padEnd(3)}  ${title}`)
  for (const { subject, problem } of examples) console.log(`               ${subject} ${problem}`)
}
console.log(`${lost.length} paid sessions, ${unaccounted.length} that are not exactly one order or refund`)
for (const one of unaccounted) console.log(`               ${JSON.stringify(one)}`)
process.exit(unaccounted.length > 0 || verdicts.some(({ violations }) => violations > 0) ? 1 : 0)

/** Kills processes and restarts the database until the end, and leaves everything running. */
async function wreak(): Promise<void> {
  while (Date.now() < end) {
    await delay(1_000 + random() * 6_000)
    if (random() < 0.25) {
      const crash = random() < 0.5
      chaos[crash ? "crashes" : "restarts"]++
      await postgres.restart(crash ? "immediate" : "fast")
    } else {
      const store = stores[random() < 0.5 ? 0 : 1] as StoreServer
      chaos.kills++
      await store.kill("SIGKILL")
      await delay(random() * 2_000)
      await store.start()
    }
  }
}

/** Sweeps until nothing that was paid waits, as the store itself does every five minutes. */
async function drain(): Promise<void> {
  const limit = Date.now() + 10 * 60_000
  for (;;) {
    await sweepCheckouts(ctx)
    const { rows } = await shop.database.sql.query<{ open: number }>(`
      select (select count(*)::int from outbox where sent_at is null)
        + (select count(*)::int from webhook_inbox)
        + (select count(*)::int from refunds where refunded_at is null)
        + (select count(*)::int from engine.jobs)
        + (select count(*)::int from orders o where status = 'pending'
            and exists (select 1 from order_stages s where s.order_id = o.id and s.status <> 'complete'))
        + (select count(*)::int from sandbox.objects s where s.kind = 'checkout.session'
            and s.object ->> 'payment_status' = 'paid'
            and not exists (select 1 from orders o where o.session_id = s.id)
            and not exists (select 1 from refunds r where r.payment_intent_id = s.object ->> 'payment_intent')) as open`)
    if (rows[0]?.open === 0) return
    if (Date.now() > limit) {
      console.log(`${rows[0]?.open} things are still open after ten minutes.`)
      return
    }
    await delay(2_000)
  }
}

import { resolve } from "node:path"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { openDatabase } from "../../src/database"
import { HOLD_MINUTES } from "../../src/store/orders/order"
import { buy, payWithTestCard, startCheckout } from "../support/buy"
import { createStoreDatabase } from "../support/databases"
import { holdWrites } from "../support/hold-writes"
import { type LoadBalancer, startLoadBalancer } from "../support/load-balancer"
import { prepareServer, type StoreServer } from "../support/server"
import { dieAt, expectBalance, requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

const HOUR = 60 * 60_000
const ORDERS = 3
/** More than two looks of an engine at whose leases are over. */
const LOOKS_MS = 5_000
/** The leases of work that goes by the clock, like a sweep's, come and go meanwhile. */
const LEASES_OF_ORDERS = `
  select id, owner, fence from engine.jobs
  where owner is not null and function_id like '%-fulfill-order' order by id`
const FINISHED_ORDERS = "engine.runs where status = 'completed' and function_id like '%-fulfill-order'"

beforeAll(requireBuild)

let servers: StoreServer[]
let balancer: LoadBalancer
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill("SIGKILL")))
  balancer.close()
})

/** One process with the right clock, one a day fast and one an hour slow, behind one address and on one database. */
async function prepareClocks() {
  const databaseUrl = await createStoreDatabase()
  balancer = await startLoadBalancer()
  const env = { DATABASE_URL: databaseUrl, NEXT_PUBLIC_APP_URL: balancer.origin }
  const withClock = (offMs: number) =>
    prepareServer({
      ...env,
      CLOCK_OFF_MS: String(offMs),
      NODE_OPTIONS: `--require ${resolve("tests/support/wrong-clock.cjs")}`,
    })
  const [right, fast, slow] = [await prepareServer(env), await withClock(24 * HOUR), await withClock(-HOUR)]
  servers = [right, fast, slow]
  const database = await openDatabase({ databaseUrl })
  const count = async (what: string) =>
    (await database.sql.query<{ count: number }>(`select count(*)::int from ${what}`)).rows[0]?.count
  return { right, fast, slow, databaseUrl, database, count }
}

describe("processes whose clocks are a day fast and an hour slow", () => {
  it("take no work from one another, and leave none", async () => {
    const { right, fast, slow, databaseUrl, database, count } = await prepareClocks()
    await right.start()
    balancer.to(right.origin)
    const held = await holdWrites(databaseUrl, "sheet_rows")
    for (let order = 0; order < ORDERS; order++) await buy(balancer.origin)
    await until("each order is at its last stage", async () => {
      return (await count("order_stages where stage = 'record-to-sheet' and status = 'running'")) === ORDERS
    })
    const leases = async () => (await database.sql.query(LEASES_OF_ORDERS)).rows
    const before = await leases()
    expect(before).toHaveLength(ORDERS)
    await Promise.all([fast.start(), slow.start()])
    await new Promise((wait) => setTimeout(wait, LOOKS_MS))
    expect(await leases()).toEqual(before)
    await held.letGo()
    // Not only in the sheet: a process that is killed before it has noted that would rightly be repeated.
    await until("each order is done", async () => (await count(FINISHED_ORDERS)) === ORDERS)

    // One more is paid by way of the fast one, which dies with the order's webhook received and nothing done about it.
    await fast.kill("SIGKILL")
    await right.kill("SIGKILL")
    balancer.to(fast.origin)
    await dieAt(fast, "webhook:answer", () => buy(balancer.origin).catch(() => undefined))
    await until("the slow one does it", async () => (await count("sheet_rows")) === ORDERS + 1)
    // To a right clock, what the slow one has just written has waited for an hour.
    await until("the slow one has sent its events", async () => {
      return (await count("outbox where sent_at is null")) === 0
    })
    expect(await count("mails")).toBe(ORDERS + 1)
    expect(await count("order_stages where attempts > 1")).toBe(0)
    await database.close()
    await expectBalance({ databaseUrl })
  })

  it("keep what a shopper has set aside for the same half hour, whichever of them sells it and is paid", async () => {
    const { right, fast, slow, databaseUrl, database, count } = await prepareClocks()
    const begun = (await database.sql.query<{ now: Date }>("select now()")).rows[0]?.now
    const sellers = [right, slow, fast]
    const checkouts: { url: string }[] = []
    for (const seller of sellers) {
      await seller.start()
      balancer.to(seller.origin)
      checkouts.push(await startCheckout(balancer.origin))
    }
    await new Promise((wait) => setTimeout(wait, LOOKS_MS))
    const { rows } = await database.sql.query(
      `select state, created_at >= $1 as "notBefore", expires_at <= now() + interval '${HOLD_MINUTES} minutes' as "notLonger"
       from checkouts`,
      [begun],
    )
    expect(rows).toEqual(sellers.map(() => ({ state: "open", notBefore: true, notLonger: true })))
    for (const [index, { url }] of checkouts.entries()) {
      balancer.to(sellers[(index + 1) % sellers.length]?.origin ?? "")
      await payWithTestCard(url)
    }
    await until("each order is done", async () => (await count(FINISHED_ORDERS)) === checkouts.length)
    expect(await count("refunds")).toBe(0)
    await database.close()
    await expectBalance({ databaseUrl })
  })
})

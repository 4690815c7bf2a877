import { afterEach, beforeAll, expect, it } from "vitest"
import { openDatabase } from "../../src/database"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { buy } from "../support/buy"
import { type Postgres, startPostgres } from "../support/postgres"
import { prepareServer, type StoreServer } from "../support/server"
import { requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

beforeAll(requireBuild)

let postgres: Postgres
let store: StoreServer
afterEach(async () => {
  await store.kill("SIGKILL")
  await postgres.stop()
})

it("survives three restarts of its database under orders: nothing is lost, and the process lives", async () => {
  postgres = await startPostgres()
  store = await prepareServer({ DATABASE_URL: postgres.url })
  await store.start()
  const pid = store.pid()
  let shopping = true
  const bought: string[] = []
  const shopper = async () => {
    while (shopping) {
      // A shopper who sees an error tries again, as people do.
      const purchase = await buy(store.origin).catch(() => undefined)
      if (purchase) bought.push(purchase.orderId)
    }
  }
  const shoppers = [shopper(), shopper()]
  for (const how of ["immediate", "fast", "immediate"] as const) {
    const before = bought.length
    await until("two more orders are paid", async () => bought.length >= before + 2)
    await postgres.restart(how)
  }
  const after = bought.length
  await until("orders are paid again", async () => bought.length >= after + 2)
  shopping = false
  await Promise.all(shoppers)

  const database = await openDatabase({ databaseUrl: postgres.url })
  try {
    await until("every paid order is done", async () => {
      const { rows } = await database.sql.query<{ open: number }>(`
        select count(*)::int as open from sandbox.objects s
        where s.kind = 'checkout.session' and s.object ->> 'payment_status' = 'paid'
          and not exists (
            select 1 from orders o join sheet_rows r on r.order_id = o.id where o.session_id = s.id)`)
      return rows[0]?.open === 0
    })
    const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() })
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
    const { rows } = await database.sql.query<{ orders: number; reserved: number; mails: number }>(`
      select (select count(*)::int from orders) as orders,
        (select count(*)::int from inventory_adjustments where mode = 'order_reservation') as reserved,
        (select count(*)::int from mails) as mails`)
    const orders = rows[0]?.orders ?? 0
    expect(orders).toBeGreaterThanOrEqual(bought.length)
    expect(rows[0]).toEqual({ orders, reserved: orders, mails: orders })
  } finally {
    await database.close()
  }
  expect(store.pid()).toBe(pid)
  expect((await fetch(`${store.origin}/api/health`)).ok).toBe(true)
})

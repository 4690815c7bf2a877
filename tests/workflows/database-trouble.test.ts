import { Client } from "pg"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { POST as postAi } from "../../src/app/api/ai/[[...path]]/route"
import { GET as getHealth } from "../../src/app/api/health/route"
import { openDatabase } from "../../src/database"
import { SCOPES } from "../../src/store/access/api-token"
import { createToken } from "../../src/store/access/create-token"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { type DatabaseGate, startDatabaseGate } from "../support/database-gate"
import { createPostgresDatabase } from "../support/databases"
import { ADMIN } from "../support/open-store"
import { checkout, payFor, STICKERS } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"
import { until } from "../support/until"

let databaseUrl: string
let gate: DatabaseGate
let running: RunningShop
let token: string

beforeEach(async () => {
  databaseUrl = await createOwnedDatabase()
  gate = await startDatabaseGate(databaseUrl)
  running = await runShop("postgres", {}, { databaseUrl: gate.url })
  const ctx = running.shop.contextFor(ADMIN)
  token = (await createToken(ctx, { name: "Tests", scopes: [...SCOPES], expiresInDays: null })).token
})
afterEach(async () => {
  await running.close()
  await gate.close()
})

/** A database whose owner is no superuser: Postgres lets superusers past its limits. */
async function createOwnedDatabase(): Promise<string> {
  const url = new URL(await createPostgresDatabase())
  const name = url.pathname.slice(1)
  await asSuperuser(url.href, `create role ${name} login; alter database ${name} owner to ${name}`)
  url.username = name
  return url.href
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const at = new URL(url)
  at.username = "postgres"
  const client = new Client({ connectionString: at.href })
  await client.connect()
  await client.query("set default_transaction_read_only = off")
  await client.query(sql).finally(() => client.end())
}

const BUYER = {
  customer: { email: "ada@example.com", name: "Ada Lovelace" },
  shipping: { line1: "1 Analytical Way", city: "London", postalCode: "N1", country: "GB" },
}

/** An agent orders with a key, as one that was told to keep trying. */
async function order(idempotencyKey: string): Promise<{ status: number; orderId?: string }> {
  const request = new Request(`${ORIGIN}/api/ai/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ items: [STICKERS], ...BUYER, idempotencyKey }),
  })
  const response = await postAi(request, { params: Promise.resolve({}) })
  const { orderId } = (await response.json()) as { orderId?: string }
  return { status: response.status, ...(orderId ? { orderId } : {}) }
}

const LEFT = `select (select count(*)::int from checkouts) as checkouts, (select count(*)::int from orders) as orders,
  (select sum(held)::int from variants) as held, (select count(*)::int from idempotency_keys) as keys`

/** Everything comes to its end, and the books agree. */
async function expectSound(): Promise<void> {
  await running.settle()
  const database = await openDatabase({ databaseUrl })
  const verdicts = await verifyInvariants(
    { db: database.db, now: () => new Date() },
    new Date(Date.now() + 1_000),
  )
  await database.close()
  expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
}

describe("a commit whose answer is lost", () => {
  it("was the order: the same key finds it again", async () => {
    gate.loseCommitOf('insert into "checkouts"')
    expect((await order("once")).status).toBe(503)
    expect(gate.lostCommit()).toBe(true)
    const again = await order("once")
    expect(again.status).toBe(200)
    expect(await order("once")).toEqual(again)
    expect(await running.look(LEFT)).toEqual({ checkouts: 1, orders: 0, held: 1, keys: 1 })
  })

  it("was a payment: its event is handled again, and the order is there once, with one run", async () => {
    const { orderId } = await payFor()
    gate.loseCommitOf('insert into "orders"')
    await running.settle()
    expect(gate.lostCommit()).toBe(true)
    await running.shop.database.sql.query("update webhook_inbox set due_at = now(), claimed_until = null")
    await running.settle()
    expect(
      await running.look("select id, (select count(*)::int from sheet_rows) as rows from orders"),
    ).toEqual({
      id: orderId,
      rows: 1,
    })
    await expectSound()
  })

  it.each(['insert into "inventory_adjustments"', 'update "order_stages"', 'insert into "sheet_rows"'])(
    "was a stage's (%s): it is done once",
    async (words) => {
      await payFor()
      gate.loseCommitOf(words)
      await running.settle()
      expect(gate.lostCommit()).toBe(true)
      expect(
        await running.look("select stock, held from variants where id = 'var_sticker-pack-one'"),
      ).toEqual({
        stock: 119,
        held: 0,
      })
      await expectSound()
    },
  )
})

describe("a database that does not answer for a while", () => {
  it("holds requests up and loses none of them", async () => {
    const opening = Array.from({ length: 5 }, () => checkout({ items: [STICKERS] }))
    gate.stall()
    await new Promise((resolve) => setTimeout(resolve, 300))
    gate.resume()
    expect((await Promise.all(opening)).map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect(await running.look(LEFT)).toMatchObject({ checkouts: 5, held: 5 })
    await expectSound()
  })
})

const name = () => new URL(databaseUrl).pathname.slice(1)

/** Each trouble with its end. Connections that are open already would not notice, so they are cut. */
const TROUBLES: Record<string, { begin: () => string; end: () => string }> = {
  "is read-only": {
    begin: () => `alter database ${name()} set default_transaction_read_only = on; ${cut()}`,
    end: () => `alter database ${name()} reset default_transaction_read_only; ${cut()}`,
  },
  "has no connection left": {
    begin: () => `alter role ${name()} connection limit 0; ${cut()}`,
    end: () => `alter role ${name()} connection limit -1`,
  },
  // As Postgres says it when it cannot extend a file.
  "is full": {
    begin: () => `create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
      create trigger full_disk before insert on orders execute function full_disk();
      create trigger full_disk before insert on stock_holds execute function full_disk()`,
    end: () => "drop function full_disk cascade",
  },
}
const cut = () =>
  `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name()}' and pid <> pg_backend_pid()`

describe("a database that can take nothing", () => {
  it.each(Object.keys(TROUBLES))(
    "%s: who buys reads 503 and when to come again, nothing is half done, and it passes",
    async (what) => {
      const { begin, end } = TROUBLES[what] ?? { begin: () => "", end: () => "" }
      const { orderId } = await payFor()
      const before = await running.look(LEFT)
      await asSuperuser(databaseUrl, begin())
      const refused = await checkout({ items: [STICKERS] })
      expect({ status: refused.status, after: refused.headers.get("retry-after") }).toEqual({
        status: 503,
        after: "5",
      })
      expect((await order("later")).status).toBe(503)
      // The provider is told to come again as well.
      await running.shop.payments.sandbox?.deliverPending().catch(() => undefined)
      await asSuperuser(databaseUrl, end())
      await until(
        "the store answers again",
        async () =>
          (await getHealth(new Request(`${ORIGIN}/api/health`), { params: Promise.resolve({}) })).ok,
      )
      expect(await running.look(LEFT)).toEqual(before)

      expect((await order("later")).status).toBe(200)
      await until("the provider's webhook came again", async () => {
        await running.settle()
        const { orders } = await running.look<{ orders: number }>(
          `select count(*)::int as orders from orders where id = '${orderId}'`,
        )
        return orders === 1
      })
      await expectSound()
    },
  )
})

describe("migrations that are cut short", () => {
  it("leave the old schema or the new, and the next start brings it up to date", async () => {
    const expected = await tablesOf(databaseUrl)
    for (const when of [20, 60, 120, 240]) {
      const fresh = await createPostgresDatabase()
      const way = await startDatabaseGate(fresh)
      const database = await openDatabase({ databaseUrl: way.url })
      const migrating = database.migrate().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, when))
      await way.shut()
      await migrating
      await database.close().catch(() => undefined)
      const partly = await tablesOf(fresh)
      expect([0, expected], `${partly} tables after ${when} ms`).toContain(partly)
      const again = await openDatabase({ databaseUrl: fresh })
      await again.migrate()
      await again.close()
      expect(await tablesOf(fresh)).toBe(expected)
    }
  })
})

async function tablesOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query("select count(*)::int as n from pg_tables where schemaname = 'public'")
  await client.end()
  return rows[0]?.n
}

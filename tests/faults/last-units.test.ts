import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { openDatabase } from "../../src/database"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { payWithTestCard, startCheckout } from "../support/buy"
import { createPostgresDatabase } from "../support/databases"
import { type LoadBalancer, startLoadBalancer } from "../support/load-balancer"
import { receiveStock } from "../support/receive-stock"
import { prepareServer, type StoreServer } from "../support/server"
import { requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

const HOODIE_XXL = {
  productId: "prod_anti-anti-infra-hoodie",
  variantId: "var_aai-hoodie-black-xxl",
  quantity: 1,
}
const LEFT = 5
const BUYERS = 60
const CROWD = 200
/** By hand: `LAST_UNIT_ROUNDS=50 npx vitest run tests/faults/last-units.test.ts`. */
const ROUNDS = Number(process.env.LAST_UNIT_ROUNDS ?? 5)
const TOKEN = "token-of-the-one-who-receives-stock"

beforeAll(requireBuild)

let servers: StoreServer[] = []
let balancer: LoadBalancer
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill("SIGKILL")))
  balancer.close()
})

describe("the last units, over two processes", () => {
  it(`are sold to ${LEFT} of ${BUYERS} buyers at once, none over and none under; the others read that it is sold out`, async () => {
    const databaseUrl = await openShop()
    const attempts = await Promise.allSettled(
      Array.from({ length: BUYERS }, () => startCheckout(balancer.origin, [HOODIE_XXL])),
    )
    const { won, lost } = tell(attempts)
    expect(won).toHaveLength(LEFT)
    for (const reason of lost) expect(reason).toContain("INVENTORY_UNAVAILABLE")

    await Promise.all(won.map(({ url }) => payWithTestCard(url)))
    const { shelf, violated } = await readBooks(databaseUrl, LEFT)
    expect(shelf).toEqual({ stock: 0, held: 0 })
    expect(violated).toEqual([])
  })

  it(`go one by one: of ${CROWD} buyers one gets the only unit, in each of ${ROUNDS} rounds`, {
    timeout: 60_000 + ROUNDS * 30_000,
  }, async () => {
    const databaseUrl = await openShop()
    for (let bought = 0; bought < LEFT - 1; bought++) {
      await payWithTestCard((await startCheckout(balancer.origin, [HOODIE_XXL])).url)
    }
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) {
        await receiveStock(balancer.origin, TOKEN, { variantId: HOODIE_XXL.variantId, quantity: 1 })
      }
      const { won, lost } = tell(
        await Promise.allSettled(
          Array.from({ length: CROWD }, () => startCheckout(balancer.origin, [HOODIE_XXL])),
        ),
      )
      expect(won).toHaveLength(1)
      for (const reason of lost) expect(reason).toContain("INVENTORY_UNAVAILABLE")
      await payWithTestCard(won[0]?.url ?? "")
    }
    const { shelf, violated } = await readBooks(databaseUrl, LEFT - 1 + ROUNDS)
    expect(shelf).toEqual({ stock: 0, held: 0 })
    expect(violated).toEqual([])
  })
})

/** Two processes behind one address: a webhook for another address is another deployment's, whoever sends it. */
async function openShop(): Promise<string> {
  const databaseUrl = await createPostgresDatabase()
  balancer = await startLoadBalancer()
  const env = {
    DATABASE_URL: databaseUrl,
    NEXT_PUBLIC_APP_URL: balancer.origin,
    SWAG_STORE_API_TOKEN: TOKEN,
  }
  servers = [await prepareServer(env), await prepareServer(env)]
  await Promise.all(servers.map((server) => server.start()))
  balancer.to(...servers.map(({ origin }) => origin))
  return databaseUrl
}

function tell<Value>(attempts: readonly PromiseSettledResult<Value>[]): { won: Value[]; lost: string[] } {
  return {
    won: attempts.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value] : [])),
    lost: attempts.flatMap((attempt) => (attempt.status === "rejected" ? [String(attempt.reason)] : [])),
  }
}

/** Once so many orders are in the sheet: what is on the shelf, and the invariants that do not hold. */
async function readBooks(databaseUrl: string, orders: number) {
  const database = await openDatabase({ databaseUrl })
  await until("every order is done", async () => {
    const { rows } = await database.sql.query<{ done: number }>(
      "select count(*)::int as done from sheet_rows",
    )
    return rows[0]?.done === orders
  })
  const { rows } = await database.sql.query<{ stock: number; held: number }>(
    `select stock, held from variants where id = '${HOODIE_XXL.variantId}'`,
  )
  const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() })
  await database.close()
  return { shelf: rows[0], violated: verdicts.filter(({ violations }) => violations > 0) }
}

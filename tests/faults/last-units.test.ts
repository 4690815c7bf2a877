import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { openDatabase } from "../../src/database"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { payWithTestCard, startCheckout } from "../support/buy"
import { createPostgresDatabase } from "../support/databases"
import { type LoadBalancer, startLoadBalancer } from "../support/load-balancer"
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

beforeAll(requireBuild)

let servers: StoreServer[] = []
let balancer: LoadBalancer
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill("SIGKILL")))
  balancer.close()
})

describe("the last units, over two processes", () => {
  it(`are sold to ${LEFT} of ${BUYERS} buyers at once, none over and none under; the others read that it is sold out`, async () => {
    const databaseUrl = await createPostgresDatabase()
    balancer = await startLoadBalancer()
    // One address: a webhook for another is another deployment's, whichever process sends it.
    const env = { DATABASE_URL: databaseUrl, NEXT_PUBLIC_APP_URL: balancer.origin }
    servers = [await prepareServer(env), await prepareServer(env)]
    await Promise.all(servers.map((server) => server.start()))
    balancer.to(...servers.map(({ origin }) => origin))
    const attempts = await Promise.allSettled(
      Array.from({ length: BUYERS }, () => startCheckout(balancer.origin, [HOODIE_XXL])),
    )
    const won = attempts.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value] : []))
    const lost = attempts.flatMap((attempt) =>
      attempt.status === "rejected" ? [String(attempt.reason)] : [],
    )
    expect(won).toHaveLength(LEFT)
    for (const reason of lost) expect(reason).toContain("INVENTORY_UNAVAILABLE")

    await Promise.all(won.map(({ url }) => payWithTestCard(url)))
    const database = await openDatabase({ databaseUrl })
    await until("every order is done", async () => {
      const { rows } = await database.sql.query<{ done: number }>(
        "select count(*)::int as done from sheet_rows",
      )
      return rows[0]?.done === LEFT
    })
    const { rows } = await database.sql.query(
      `select stock, held from variants where id = '${HOODIE_XXL.variantId}'`,
    )
    const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() })
    await database.close()
    expect(rows).toEqual([{ stock: 0, held: 0 }])
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
  })
})

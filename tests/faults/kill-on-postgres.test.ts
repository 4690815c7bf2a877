import { afterEach, beforeAll, it } from "vitest"
import { createStoreDatabase } from "../support/databases"
import { prepareServer, type StoreServer } from "../support/server"
import { expectBalance, expectCompletedOnce, requireBuild, surviveKills } from "../support/survive-kill"

beforeAll(requireBuild)

let server: StoreServer
afterEach(() => server.kill("SIGKILL"))

it("an order completes once although its server is killed at every instant of it, and the books balance at each (Postgres)", {
  timeout: 600_000,
}, async () => {
  const databaseUrl = await createStoreDatabase()
  server = await prepareServer({ DATABASE_URL: databaseUrl })
  await surviveKills(server, () => expectBalance({ databaseUrl }))
  await expectCompletedOnce({ databaseUrl })
})

import { afterEach, beforeAll, it } from "vitest"
import { prepareServer, type StoreServer } from "../support/server"
import { expectCompletedOnce, requireBuild, surviveKills } from "../support/survive-kill"

beforeAll(requireBuild)

let server: StoreServer
afterEach(() => server.kill("SIGKILL"))

it("an order completes once although its server is killed at every instant of it (PGlite)", {
  timeout: 600_000,
}, async () => {
  server = await prepareServer()
  await surviveKills(server)
  await expectCompletedOnce({ dataDir: server.dataDir })
})

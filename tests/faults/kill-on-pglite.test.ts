import { afterEach, beforeAll, describe, it } from "vitest"
import { copyMigratedDirectory } from "../support/migrated-directory"
import { prepareServer, type StoreServer } from "../support/server"
import { expectCompletedOnce, INSTANTS, requireBuild, surviveKill } from "../support/survive-kill"

beforeAll(requireBuild)

let server: StoreServer | undefined
afterEach(() => server?.kill("SIGKILL"))

describe("an order whose server is killed (PGlite)", () => {
  it.each(INSTANTS)("completes once after kill -9 at %s", async (instant) => {
    server = await prepareServer()
    await copyMigratedDirectory(server.dataDir)
    await surviveKill(server, instant)
    await expectCompletedOnce({ dataDir: server.dataDir })
  })
})

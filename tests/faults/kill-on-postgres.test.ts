import { afterEach, beforeAll, describe, it } from "vitest"
import { createPostgresDatabase } from "../support/databases"
import { prepareServer, type StoreServer } from "../support/server"
import { expectCompletedOnce, INSTANTS, requireBuild, surviveKill } from "../support/survive-kill"

beforeAll(requireBuild)

let server: StoreServer | undefined
afterEach(() => server?.kill("SIGKILL"))

describe("an order whose server is killed (Postgres)", () => {
  it.each(INSTANTS)("completes once after kill -9 at %s", async (instant) => {
    const databaseUrl = await createPostgresDatabase()
    server = await prepareServer({ DATABASE_URL: databaseUrl })
    await surviveKill(server, instant)
    await expectCompletedOnce({ databaseUrl })
  })
})

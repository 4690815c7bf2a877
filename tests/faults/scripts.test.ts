import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { buy } from "../support/buy"
import { createPostgresDatabase } from "../support/databases"
import { prepareServer, type StoreServer } from "../support/server"
import { requireBuild, untilComplete } from "../support/survive-kill"

const run = promisify(execFile)
const TOKEN = "a-token-of-the-tests-that-is-long-enough"

beforeAll(requireBuild)

let store: StoreServer
afterEach(() => store.kill("SIGKILL"))

describe("the scripts, against a running store", () => {
  it("mcp-e2e drives every capability with the official client and leaves nothing on the shelf", async () => {
    store = await prepareServer({ SWAG_STORE_API_TOKEN: TOKEN })
    await store.start()
    const { stdout } = await run(process.execPath, ["scripts/mcp-e2e.mjs"], {
      env: { ...process.env, MCP_E2E_BASE_URL: store.origin, SWAG_STORE_API_TOKEN: TOKEN },
    })
    expect(stdout).not.toContain("FAIL")
    expect(stdout.match(/^ok {4}/gm)?.length).toBeGreaterThan(15)
    const shop = await (await fetch(`${store.origin}/llms.txt`)).text()
    expect(shop).not.toContain("E2E Tee")
  })

  it("verify prints that all invariants hold, while the store runs on Postgres", async () => {
    const databaseUrl = await createPostgresDatabase()
    store = await prepareServer({ DATABASE_URL: databaseUrl })
    await store.start()
    const { orderId } = await buy(store.origin)
    await untilComplete(store, orderId)
    const { stdout } = await run(process.execPath, ["--import", "tsx", "scripts/verify.ts"], {
      env: { ...process.env, DATABASE_URL: databaseUrl },
    })
    expect(stdout).toContain("All 11 hold.")
  })
})

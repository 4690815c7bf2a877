import { afterEach, beforeAll, describe, it } from "vitest"
import { buy } from "../support/buy"
import { type EngineServer, prepareEngineServer } from "../support/engine-server"
import { prepareServer, type StoreServer } from "../support/server"
import { expectCompletedOnce, requireBuild, untilComplete } from "../support/survive-kill"

beforeAll(requireBuild)

let engine: EngineServer
let store: StoreServer
afterEach(async () => {
  await store.kill("SIGKILL")
  await engine.kill("SIGKILL")
})

async function startBoth(): Promise<void> {
  engine = await prepareEngineServer()
  store = await prepareServer({ INNGEST_DEV: engine.url })
  await store.start()
  await engine.start(`${store.origin}/api/inngest`)
}

describe("an order whose functions run on a server of their own, found by INNGEST_DEV", () => {
  it("completes once", async () => {
    await startBoth()
    const { orderId } = await buy(store.origin)
    await untilComplete(store, orderId)
    await store.kill("SIGTERM")
    await expectCompletedOnce({ dataDir: store.dataDir })
  })

  it("completes once although the engine was down when it was paid, and was killed after it came back", async () => {
    await startBoth()
    await engine.kill("SIGKILL")
    const { orderId } = await buy(store.origin)
    await engine.start(`${store.origin}/api/inngest`)
    await engine.kill("SIGKILL")
    await engine.start(`${store.origin}/api/inngest`)
    await untilComplete(store, orderId)
    await store.kill("SIGTERM")
    await expectCompletedOnce({ dataDir: store.dataDir })
  })
})

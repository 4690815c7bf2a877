import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { buy, buyAs, CANARIES, LEAKS } from "../support/buy"
import { type EngineServer, prepareEngineServer } from "../support/engine-server"
import { prepareServer, type StoreServer } from "../support/server"
import { startSmtp } from "../support/smtp-server"
import { expectCompletedOnce, requireBuild, untilComplete } from "../support/survive-kill"
import { startWiretap } from "../support/wiretap"

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

  it("is told to it without anything of the buyer in the open: events, steps, their results and errors", async () => {
    const [toEngine, toStore] = [await startWiretap(), await startWiretap()]
    // A mail server's refusal quotes the address; the stage fails with it, and is tried again.
    const smtp = await startSmtp([`450 4.2.1 <${CANARIES.email}> is busy`])
    engine = await prepareEngineServer()
    store = await prepareServer({
      INNGEST_DEV: toEngine.origin,
      SMTP_URL: smtp.url,
      ORDER_EMAIL_FROM: "Swag <swag@shop.test>",
    })
    toEngine.to(engine.url)
    await store.start()
    toStore.to(store.origin)
    await engine.start(`${toStore.origin}/api/inngest`)
    const { orderId } = await buyAs(store.origin, CANARIES)
    await untilComplete(store, orderId)
    expect(smtp.received.join()).toContain(CANARIES.email)
    for (const word of ["/e/", orderId, "encrypted"]) expect(toEngine.heard()).toContain(word)
    for (const word of ["capture-payment", orderId, "StepError"]) {
      expect(toStore.heard()).toContain(word)
    }
    expect(toEngine.heard()).not.toMatch(LEAKS)
    expect(toStore.heard()).not.toMatch(LEAKS)
    for (const end of [toEngine, toStore, smtp]) end.close()
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

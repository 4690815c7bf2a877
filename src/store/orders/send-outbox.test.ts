import { afterEach, beforeEach, expect, it } from "vitest"
import { type OpenStore, openStore } from "../../../tests/support/open-store"
import { insertOutbox } from "../outbox/queries"
import { sendOutbox } from "./send-outbox"

let store: OpenStore
beforeEach(async () => {
  store = await openStore()
})
afterEach(() => store.close())

it("an event is sent although the process that wrote it, and died, had a clock a day fast", async () => {
  const { ctx, clock } = store
  const right = clock.now
  clock.now = new Date(right.getTime() + 24 * 60 * 60_000)
  await insertOutbox(ctx.db, {
    id: "import.decided:imp_1",
    name: "admin/inventory.import.decided",
    payload: { importRunId: "imp_1", approve: true },
    createdAt: clock.now,
  })
  clock.now = right
  expect(await sendOutbox(ctx)).toEqual({ sent: 1, failed: 0 })
  expect(await sendOutbox(ctx)).toEqual({ sent: 0, failed: 0 })
})

import { afterEach, expect, test } from "vitest"
import type { EngineWorld } from "./support/engine-world"
import { openInProcess } from "./support/open-in-process"

let world: (EngineWorld & { handler: (request: Request) => Promise<Response> }) | undefined

afterEach(() => world?.close())

test("a stranger without the signature cannot run a function", async () => {
  let ran = false
  world = await openInProcess((inngest) => [
    inngest.createFunction({ id: "private", triggers: { event: "shop/private" } }, () => {
      ran = true
    }),
  ])
  const response = await world.handler(
    new Request("http://shop.test/api/inngest?fnId=shop-private&stepId=step", {
      method: "POST",
      headers: { host: "shop.test", "content-type": "application/json" },
      body: JSON.stringify({ event: {}, events: [], steps: {}, ctx: { run_id: "x" }, version: 2 }),
    }),
  )
  expect(response.status).toBe(401)
  expect(ran).toBe(false)
})

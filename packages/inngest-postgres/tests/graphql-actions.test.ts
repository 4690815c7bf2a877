import { expect, onTestFinished, test } from "vitest"
import { createEngineServer } from "../src/server/create-engine-server"
import { askGraphql } from "./support/ask-graphql"
import { settled } from "./support/engine-world"
import { openGraphql } from "./support/open-graphql"
import { freshPglite } from "./support/pglite-database"
import { serveApp } from "./support/serve-app"

test("a run is cancelled, run again and started by hand, and what cannot be done is refused in words", async () => {
  const world = await openGraphql((inngest) => [
    inngest.createFunction({ id: "patient", triggers: { event: "shop/go" } }, async ({ step }) => {
      await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
    }),
    inngest.createFunction({ id: "echo", triggers: { event: "shop/echo" } }, ({ event }) => event.data.word),
  ])
  const { inngest, ask, newest, engine } = world
  await inngest.send({ name: "shop/go" })
  await engine.idle()
  const id = await newest("shop-patient")
  const cancel = "mutation ($id: ULID!) { cancelRun(runID: $id) { id status } }"
  const rerun = "mutation ($id: ULID!) { rerun(runID: $id) }"
  expect((await ask(rerun, { id })).errors).toEqual(["The run has not ended: it is RUNNING."])
  expect((await ask(cancel, { id })).data.cancelRun).toEqual({ id, status: "CANCELLED" })
  expect((await ask(cancel, { id })).errors).toEqual(["The run has ended: it is CANCELLED."])
  expect((await ask(cancel, { id: "nothing" })).errors).toEqual(['There is no run "nothing".'])
  const again = (await ask(rerun, { id })).data.rerun
  expect(again).toBe(await newest("shop-patient"))
  expect(again).not.toBe(id)
  const fromStep = 'mutation ($id: ULID!) { rerun(runID: $id, fromStep: { stepID: "ever" }) }'
  expect((await ask(fromStep, { id })).errors).toEqual([expect.stringContaining("leave fromStep out")])

  const invoke = "mutation ($slug: String!, $data: Map) { invokeFunction(functionSlug: $slug, data: $data) }"
  const started = await ask(invoke, { slug: "shop-echo", data: { word: "hello" } })
  expect(started.data).toEqual({ invokeFunction: true })
  await ask(cancel, { id: again })
  await settled(world, 3)
  const { data } = await ask("query ($id: String!) { run(runID: $id) { status output } }", {
    id: await newest("shop-echo"),
  })
  expect(data.run).toMatchObject({ status: "COMPLETED", output: '"hello"' })
  const unknown = await ask(invoke, { slug: "shop-nobody" })
  expect([unknown.status, unknown.errors]).toEqual([200, ['There is no function "shop-nobody".']])
})

test("an app is made known by its address, and forgotten by its id", async () => {
  const server = await createEngineServer({ db: await freshPglite(), appUrls: [], port: 0, poll: false })
  onTestFinished(async () => void (await server.close()))
  const app = await serveApp(
    (inngest) => [inngest.createFunction({ id: "late", triggers: { event: "shop/late" } }, () => "ran")],
    { isDev: true, baseUrl: server.url },
  )
  onTestFinished(async () => void (await app.close()))
  const ask = (query: string, variables?: Record<string, unknown>) => askGraphql(server.url, query, variables)
  const create = "mutation ($url: String!) { createApp(input: { url: $url }) { id url functionCount } }"
  const down = await ask(create, { url: "http://127.0.0.1:1/api/inngest" })
  expect([down.data, down.errors]).toEqual([null, [expect.stringContaining("cannot be reached")]])
  expect((await ask(create, { url: "file:///etc/hosts" })).errors).toEqual([
    '"file:///etc/hosts" is not the address of an app.',
  ])
  expect((await ask(create, { url: app.url })).data.createApp).toEqual({
    id: "shop",
    url: app.url,
    functionCount: 1,
  })
  const remove = 'mutation { deleteApp(id: "shop") }'
  expect((await ask(remove)).data).toEqual({ deleteApp: "shop" })
  expect((await ask(remove)).errors).toEqual(['There is no app "shop".'])
  expect((await ask("{ apps { id } functions { id } }")).data).toEqual({ apps: [], functions: [] })
})

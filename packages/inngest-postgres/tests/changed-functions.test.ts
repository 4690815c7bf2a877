import { afterEach, expect, test } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import { diagnose } from "../src/operations/diagnose"
import { createEngineServer } from "../src/server/create-engine-server"
import type { Define, EngineWorld } from "./support/engine-world"
import { settled } from "./support/engine-world"
import { openInProcess } from "./support/open-in-process"
import { openOverHttp } from "./support/open-over-http"
import { createTestDatabase } from "./support/test-database"

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

/** A function that waits in its middle, and says which of its steps have run. */
function waiting(ran: string[], before: readonly string[], after: readonly string[]): Define {
  return (inngest) => [
    inngest.createFunction({ id: "deployed", triggers: { event: "shop/go" } }, async ({ step }) => {
      const work = (name: string) => step.run(name, () => void ran.push(name))
      for (const name of before) await work(name)
      await step.waitForEvent("reply", { event: "shop/reply", timeout: "1h" })
      for (const name of after) await work(name)
    }),
  ]
}

test("steps that are added, renamed or removed under a waiting run: it completes, and none runs twice", async () => {
  const db = openPostgres(await createTestDatabase(), { connections: 4 })
  toClose.push(() => db.close())
  const ran: string[] = []
  const old = await openInProcess(waiting(ran, ["charge", "gone"], ["ship"]), { db })
  await old.inngest.send({ name: "shop/go" })
  await old.engine.idle()
  await old.close()
  expect(ran).toEqual(["charge", "gone"])

  const deployed = await openInProcess(waiting(ran, ["charge", "added"], ["ship-renamed"]), { db })
  toClose.push(deployed.close)
  await deployed.inngest.send({ name: "shop/reply" })
  await settled(deployed, 1)
  expect((await deployed.engine.listRuns()).map(({ status }) => status)).toEqual(["completed"])
  // What was memoized stays done, what is new is done once, and what is gone is not asked for.
  expect(ran).toEqual(["charge", "gone", "added", "ship-renamed"])
})

test("a function that is gone leaves its run parked with a reason, and others go on; it can be run again once it is back", async () => {
  const db = openPostgres(await createTestDatabase(), { connections: 4 })
  toClose.push(() => db.close())
  const ran: string[] = []
  const old = await openInProcess(waiting(ran, ["charge"], ["ship"]), { db })
  await old.inngest.send({ name: "shop/go" })
  await old.engine.idle()
  await old.close()

  const without = await openInProcess(
    (inngest) => [inngest.createFunction({ id: "other", triggers: { event: "shop/other" } }, () => "done")],
    { db },
  )
  await without.inngest.send([{ name: "shop/reply" }, { name: "shop/other" }])
  await settled(without, 2)
  const runs = await without.engine.listRuns()
  const parked = runs.find(({ functionId }) => functionId === "shop-deployed")
  expect(runs.find(({ functionId }) => functionId === "shop-other")?.status).toBe("completed")
  expect(await without.engine.getRun(parked?.id ?? "")).toMatchObject({
    status: "failed",
    error: { name: "UnknownFunction" },
  })
  await without.close()

  const back: EngineWorld = await openInProcess(waiting(ran, ["charge"], ["ship"]), { db })
  toClose.push(back.close)
  const again = await back.engine.replayRun(parked?.id ?? "")
  await back.engine.idle()
  await back.inngest.send({ name: "shop/reply" })
  await back.engine.idle()
  expect(await back.engine.getRun(again ?? "")).toMatchObject({ status: "completed" })
})

test("a function another version stored and this one cannot read keeps its runs, and log and doctor say so", async () => {
  const world = await openOverHttp(waiting([], ["charge"], ["ship"]))
  toClose.push(world.close)
  await world.inngest.send({ name: "shop/go" })
  await world.engine.idle()
  await world.engine.stop()
  await world.db.query(
    `update engine.functions set config = replace(config, '"triggers"', '"later":1,"triggers"')`,
  )

  const errors: string[] = []
  const log = { info() {}, warn() {}, error: (_fields: object, message: string) => errors.push(message) }
  const server = await createEngineServer({ db: world.db, appUrls: [], port: 0, pollMs: 50, log })
  toClose.push(server.close)
  await fetch(`${server.url}/e/key`, { method: "POST", body: JSON.stringify({ name: "shop/reply" }) })
  const job = async () => (await world.db.query("select attempt, ready, owner from engine.jobs")).rows
  await expect.poll(job).toEqual([{ attempt: 0, ready: false, owner: null }])
  expect(errors).toEqual([expect.stringContaining('Function "shop-deployed" asks for "later"')])
  const [finding] = await diagnose(world.db)
  expect(finding).toMatchObject({ count: 1, examples: [expect.stringContaining("shop-deployed")] })

  // Registered again as this version has it: its run goes on where it was.
  await server.sync(world.appUrl)
  await world.db.query("update engine.jobs set ready = true")
  await expect.poll(async () => (await world.engine.listRuns())[0]?.status).toBe("completed")
})

import { once } from "node:events"
import { setTimeout as delay } from "node:timers/promises"
import { referenceFunction } from "inngest"
import { channel, subscribe } from "inngest/realtime"
import { afterEach, expect, test, vi } from "vitest"
import { WebSocket } from "ws"
import { z } from "zod"
import { freePort } from "../../../tests/support/server"
import { createEngineServer } from "../src/server/create-engine-server"
import type { SqlDatabase } from "../src/sql"
import { SIGNING_KEY, settled } from "./support/engine-world"
import { openOverHttp } from "./support/open-over-http"
import { freshPglite } from "./support/pglite-database"
import { serveApp } from "./support/serve-app"

const toClose: (() => Promise<unknown> | undefined)[] = []

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

test("the REST API tells of an event, its runs and their results, and cancels a run", async () => {
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "quick", triggers: { event: "shop/go" } }, ({ event }) => event.data),
    inngest.createFunction({ id: "patient", triggers: { event: "shop/go" } }, async ({ step }) => {
      await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
    }),
  ])
  toClose.push(world.close)
  const { ids } = await world.inngest.send({ name: "shop/go", id: "mine", data: { n: 1 } })
  await world.engine.idle()
  const get = async (path: string) =>
    (await fetch(`${world.server.url}${path}`)).json() as Promise<{ data: never }>

  expect((await get(`/v1/events/${ids[0]}`)).data).toMatchObject({
    internal_id: ids[0],
    id: "mine",
    name: "shop/go",
    data: { n: 1 },
  })
  const runs = (await get(`/v1/events/${ids[0]}/runs`)).data as {
    run_id: string
    status: string
    output: unknown
  }[]
  expect(runs.map((run) => [run.status, run.output]).sort()).toEqual([
    ["Completed", { n: 1 }],
    ["Running", null],
  ])
  const running = runs.find((run) => run.status === "Running")?.run_id
  const cancel = () => fetch(`${world.server.url}/v1/runs/${running}`, { method: "DELETE" })
  expect((await cancel()).status).toBe(202)
  expect((await get(`/v1/runs/${running}`)).data).toMatchObject({ status: "Cancelled" })
  expect((await cancel()).status).toBe(409)
  expect((await fetch(`${world.server.url}/v1/runs/nothing`)).status).toBe(404)
  expect((await fetch(`${world.server.url}/v1/nothing`)).status).toBe(404)
})

test("the REST API cancels the runs of a function whose event matches, and lists events of a time", async () => {
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "patient", triggers: { event: "shop/go" } }, async ({ step }) => {
      await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
    }),
  ])
  toClose.push(world.close)
  await world.inngest.send([1, 2, 3].map((n) => ({ name: "shop/go", data: { n } })))
  await world.engine.idle()
  const cancel = async (extra: Record<string, unknown>) => {
    const body = JSON.stringify({ app_id: "shop", function_id: "patient", ...extra })
    const answer = await world.post("/v1/cancellations", { body })
    return { status: answer.status, ...((await answer.json()) as { data?: { cancelled: number } }) }
  }
  const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const lastHour = { started_after: hour(-1), started_before: hour(1) }
  expect(await cancel({})).toMatchObject({ status: 400 })
  expect(await cancel({ ...lastHour, function_id: "unknown" })).toMatchObject({ status: 404 })
  expect(await cancel({ ...lastHour, if: "event.data.(" })).toMatchObject({ status: 400 })
  const before = { started_after: hour(-2), started_before: hour(-1) }
  expect(await cancel(before)).toMatchObject({ status: 201, data: { cancelled: 0 } })
  const some = { ...lastHour, if: "event.data.n >= 2" }
  expect(await cancel(some)).toMatchObject({ status: 201, data: { cancelled: 2 } })
  const statuses = (await world.engine.listRuns()).map((run) => run.status)
  expect(statuses.sort()).toEqual(["cancelled", "cancelled", "running"])

  const events = async (query: string) => {
    const answer = await fetch(`${world.server.url}/v1/events?name=shop/go&${query}`)
    return ((await answer.json()) as { data?: unknown[] }).data?.length ?? answer.status
  }
  expect(await events(`received_after=${hour(-1)}`)).toBe(3)
  expect(await events(`received_before=${hour(-1)}`)).toBe(0)
  expect(await events("received_after=yesterday")).toBe(400)
})

test("a page of this machine may send events; no page may do more; and what is not supported is said", async () => {
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "told", triggers: { event: "shop/told" } }, () => "heard"),
  ])
  toClose.push(world.close)
  const { url } = world.server
  const page = { origin: "http://localhost:3000" }
  const preflight = await fetch(`${url}/e/key`, { method: "OPTIONS", headers: page })
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, page.origin])
  const sent = await world.post("/e/key", { headers: page, body: JSON.stringify({ name: "shop/told" }) })
  expect([sent.status, sent.headers.get("access-control-allow-origin")]).toEqual([200, page.origin])
  for (const [method, path] of [
    ["OPTIONS", "/v1/runs/x"],
    ["DELETE", "/v1/runs/x"],
    ["POST", "/runs/x/cancel"],
    ["GET", "/"],
  ] as const) {
    const answer = await fetch(`${url}${path}`, { method, headers: page })
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, null])
  }

  const dev = (await (await fetch(`${url}/dev`)).json()) as { functions: unknown[] }
  const uri = `${world.appUrl}?fnId=shop-told&stepId=step`
  expect(dev.functions).toEqual([
    expect.objectContaining({ slug: "shop-told", name: "told", triggers: [{ event: "shop/told" }] }),
  ])
  expect(dev.functions).toMatchObject([{ steps: [{ id: "step", name: "step", uri }] }])
  for (const path of ["/v0/connect/start", "/v1/checkpoint", "/v1/runs/x/metadata", "/v1/traces/userland"]) {
    const answer = await world.post(path, { body: "{}" })
    expect(answer.status).toBe(501)
    expect(((await answer.json()) as { error: string }).error).toMatch(/\. \w.*\.$/)
  }
  expect((await fetch(`${url}/v1/runs/%E0%A4%A`)).status).toBe(400)
})

test("a subscriber with the SDK's token hears the topics it asked for, and a forged token is refused", async () => {
  vi.stubGlobal("WebSocket", WebSocket)
  const order = channel({
    name: (id: string) => `order:${id}`,
    topics: { status: { schema: z.object({ at: z.string() }) }, other: { schema: z.object({}) } },
  })
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "publisher", triggers: { event: "shop/publish" } }, async ({ step }) => {
      await step.realtime.publish("elsewhere", order("k2").status, { at: "not for you" })
      await step.realtime.publish("quiet", order("k1").other, {})
      await step.realtime.publish("tell", order("k1").status, { at: "packed" })
    }),
  ])
  toClose.push(world.close)
  const stream = await subscribe({ app: world.inngest, channel: order("k1"), topics: ["status"] })
  await world.inngest.send({ name: "shop/publish" })
  const reader = stream.getReader()
  const { value } = await reader.read()
  expect(value).toMatchObject({ channel: "order:k1", topic: "status", data: { at: "packed" } })
  await reader.cancel()

  const forged = new WebSocket(`${world.server.url.replace("http", "ws")}/v1/realtime/connect?token=a.b.c`)
  const [error] = (await once(forged, "error")) as [Error]
  expect(error.message).toContain("401")
})

test("with keys, calls are signed, and whoever does not show a key is refused", async () => {
  const db = await freshPglite()
  const server = await createEngineServer({
    db,
    appUrls: [],
    port: 0,
    signingKey: SIGNING_KEY,
    eventKeys: ["an-event-key"],
    retryDelayMs: () => 1,
  })
  toClose.push(server.close)
  const app = await serveApp(
    (inngest) => [
      inngest.createFunction({ id: "signed", triggers: { event: "shop/signed" } }, ({ step }) =>
        step.run("a", () => "yes"),
      ),
    ],
    { baseUrl: server.url, isDev: false, signingKey: SIGNING_KEY, eventKey: "an-event-key" },
  )
  toClose.push(app.close)
  await server.sync(app.url)
  const { ids } = await app.inngest.send({ name: "shop/signed" })
  const finished = async () => {
    const { rows } = await db.query<{ output: string }>("select output from engine.runs")
    return rows[0]?.output
  }
  await expect.poll(finished).toBe('"yes"')

  const event = { method: "POST", body: JSON.stringify([{ name: "shop/signed" }]) }
  expect((await fetch(`${server.url}/e/wrong`, event)).status).toBe(401)
  for (const path of [`/v1/events/${ids[0]}`, "/v1/events", "/v1/runs/x", "/v0/runs/x/actions"]) {
    expect((await fetch(`${server.url}${path}`)).status).toBe(401)
  }
  for (const path of ["/fn/register", "/v1/realtime/token", "/v1/realtime/publish?topic=x", "/v1/signals"]) {
    expect((await fetch(`${server.url}${path}`, { method: "POST", body: "[]" })).status).toBe(401)
  }
})

test("a function of one app invokes one of another, and gets its result", async () => {
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "caller", triggers: { event: "shop/call" } }, async ({ step }) =>
      step.invoke("ask", {
        function: referenceFunction({ appId: "warehouse", functionId: "count" }),
        data: { n: 21 },
      }),
    ),
  ])
  toClose.push(world.close)
  const other = await serveApp(
    (inngest) => [
      inngest.createFunction(
        { id: "count", triggers: { event: "stock/count" } },
        ({ event }) => event.data.n * 2,
      ),
    ],
    { id: "warehouse", isDev: true, baseUrl: world.server.url },
  )
  toClose.push(other.close)
  await world.server.sync(other.url)
  await world.inngest.send({ name: "shop/call" })
  await settled(world, 2)
  const [caller] = await world.engine.listRuns({ functionId: "shop-caller" })
  expect((await world.engine.getRun(caller?.id ?? ""))?.output).toBe(42)
})

test("an SDK may tell of a step that has begun, and hears when its call is no longer wanted", async () => {
  const answers: number[] = []
  const tell = async (runId: string) => {
    const { rows } = await world.db.query<{ call: string }>(
      "select id || '.' || fence as call from engine.jobs where run_id = $1",
      [runId],
    )
    for (const call of [rows[0]?.call ?? "", "1.999"]) {
      const steps = [
        { id: "a1", op: "StepPlanned", name: "slow", displayName: "slow", opts: {}, timing: { a: 1, b: 0 } },
      ]
      const body = JSON.stringify({ run_id: runId, fn_id: "shop-slow", qi_id: call, steps })
      answers.push((await world.post(`/v1/checkpoint/${runId}/async`, { body })).status)
    }
  }
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "slow", triggers: { event: "shop/slow" } }, async ({ runId, step }) => {
      await step.run("slow", () => tell(runId))
    }),
  ])
  toClose.push(world.close)
  await world.inngest.send({ name: "shop/slow" })
  await settled(world, 1)
  expect(answers).toEqual([200, 409])
  const [run] = await world.engine.listRuns()
  expect((await world.engine.getRun(run?.id ?? ""))?.steps.map(({ name, op }) => [name, op])).toEqual([
    ["slow", "StepRun"],
  ])
})

test("an app that registers itself is served like one that was asked", async () => {
  vi.stubEnv("INNGEST_ALLOW_IN_BAND_SYNC", "0")
  const world = await openOverHttp((inngest) => [
    inngest.createFunction({ id: "own", triggers: { event: "shop/own" } }, () => "done"),
  ])
  toClose.push(world.close)
  await world.inngest.send({ name: "shop/own" })
  await settled(world, 1)
  expect((await world.engine.listRuns()).map((run) => run.status)).toEqual(["completed"])
})

test("a run whose state is larger than a call may be is given it all the same", async () => {
  const world = await openOverHttp(
    (inngest) => [
      inngest.createFunction({ id: "large", triggers: { event: "shop/large" } }, async ({ event, step }) => {
        const parts = []
        for (const n of [1, 2, 3]) parts.push(await step.run(`part-${n}`, () => "x".repeat(2_000_000)))
        return [event.data.k, parts.map((part) => part.length)]
      }),
    ],
    { checkpointing: false },
  )
  toClose.push(world.close)
  await world.inngest.send({ name: "shop/large", data: { k: "k1" } })
  await settled(world, 1)
  const [run] = await world.engine.listRuns()
  expect((await world.engine.getRun(run?.id ?? ""))?.output).toEqual([
    "k1",
    [2_000_000, 2_000_000, 2_000_000],
  ])
})

test("an event that arrives while the server starts, or starts again, starts its run", async () => {
  const fresh = await freshPglite()
  const port = await freePort()
  const app = await serveApp(
    (inngest) => [inngest.createFunction({ id: "early", triggers: { event: "shop/early" } }, () => "ran")],
    { isDev: true, baseUrl: `http://127.0.0.1:${port}` },
    { answerAfterMs: 300 },
  )
  toClose.push(app.close)
  const db: SqlDatabase = {
    exec: (text) => fresh.exec(text),
    transaction: (work) => fresh.transaction(work),
    async query(text, parameters) {
      if (text.includes("from engine.functions where active")) await delay(300)
      return fresh.query(text, parameters)
    },
  }
  for (const round of [1, 2]) {
    // Asked for again and again, so that it is there in the very moment the server begins to listen.
    const sent = sendAsSoonAsPossible(`http://127.0.0.1:${port}/e/key`, {
      name: "shop/early",
      data: { round },
    })
    const server = await createEngineServer({ db, appUrls: [app.url], port })
    await sent
    const completed = async () =>
      (await db.query("select 1 from engine.runs where status = 'completed'")).rows.length
    await expect.poll(completed, { timeout: 5_000 }).toBe(round)
    await server.close()
  }
})

async function sendAsSoonAsPossible(url: string, event: object): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(event) }).catch(() => null)
    if (answer?.ok) return
    await delay(1)
  }
}

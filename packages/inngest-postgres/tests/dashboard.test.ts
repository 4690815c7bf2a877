import { request as httpRequest } from "node:http"
import { NonRetriableError } from "inngest"
import { afterEach, expect, test } from "vitest"
import { createEngineServer } from "../src/server/create-engine-server"
import { type Define, SIGNING_KEY } from "./support/engine-world"
import { openOverHttp } from "./support/open-over-http"
import { freshPglite } from "./support/pglite-database"

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

const HOSTILE = `<img src=x onerror="alert(1)">'"&`

const FUNCTIONS: Define = (inngest) => [
  inngest.createFunction({ id: "quick", triggers: { event: "shop/quick" } }, async ({ step }) => {
    await step.run("first", () => ({ said: HOSTILE }))
    await step.run("second", () => 2)
    return "done"
  }),
  inngest.createFunction(
    { id: "patient", concurrency: { limit: 3, key: "event.data.k" }, triggers: { event: "shop/patient" } },
    async ({ step }) => {
      await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
    },
  ),
  inngest.createFunction(
    { id: "broken", retries: 1, triggers: { event: "shop/broken" } },
    async ({ step }) => {
      await step.run("breaks", () => {
        throw new NonRetriableError(HOSTILE)
      })
    },
  ),
]

async function open() {
  const world = await openOverHttp(FUNCTIONS, { db: await freshPglite() })
  toClose.push(world.close)
  const { url } = world.server
  return {
    ...world,
    page: async (path: string) => {
      const answer = await fetch(`${url}${path}`, { redirect: "manual" })
      return { status: answer.status, headers: answer.headers, text: await answer.text() }
    },
    post: (path: string, headers: Record<string, string> = { origin: url }) =>
      fetch(`${url}${path}`, { method: "POST", headers, redirect: "manual" }),
  }
}

test("the pages show runs of every kind as they are, and nothing of them as markup", async () => {
  const { inngest, engine, page } = await open()
  await inngest.send([
    { name: "shop/quick", data: { note: HOSTILE } },
    { name: "shop/patient" },
    { name: "shop/broken" },
    { name: HOSTILE },
  ])
  await engine.idle()
  const runs = await page("/")
  expect(runs.status).toBe(200)
  for (const status of ["completed", "running", "failed"])
    expect(runs.text).toContain(`data-status="${status}"`)
  const only = await page("/?status=failed&function=shop-broken")
  expect(only.text).toContain('data-status="failed"')
  expect(only.text).not.toContain('data-status="completed"')

  for (const run of await engine.listRuns()) {
    const { text } = await page(`/runs/${run.id}`)
    expect(text).toContain(run.functionId)
    if (run.functionId === "shop-quick") expect(text).toMatch(/Run it again[\s\S]*first[\s\S]*second/)
    if (run.functionId === "shop-patient") expect(text).toContain("Cancel the run")
    if (run.functionId === "shop-broken") expect(text).toContain("NonRetriableError")
    const event = await page(`/events/${run.eventIds[0]}`)
    expect(event.text).toContain(run.id)
  }
  expect((await page("/functions")).text).toContain("3 at once per event.data.k")
  const paths = ["/", "/events", "/functions", ...(await engine.listRuns()).map(({ id }) => `/runs/${id}`)]
  for (const path of paths) expect((await page(path)).text).not.toContain("<img")
  const policy = runs.headers.get("content-security-policy")
  expect(policy).toContain("default-src 'none'")
  expect(runs.text).not.toMatch(/ style=| on\w+="/)
})

test("runs are cancelled and run again by forms, and by forms of its own alone", async () => {
  const { inngest, engine, page, post } = await open()
  await inngest.send({ name: "shop/patient" })
  await engine.idle()
  const [run] = await engine.listRuns()
  const path = `/runs/${run?.id}`
  expect((await post(`${path}/replay`)).status).toBe(409)
  for (const headers of [{}, { origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
    expect((await post(`${path}/cancel`, headers as Record<string, string>)).status).toBe(403)
  }
  expect((await engine.getRun(run?.id ?? ""))?.status).toBe("running")
  const cancelled = await post(`${path}/cancel`)
  expect([cancelled.status, cancelled.headers.get("location")]).toEqual([303, path])
  expect((await page(path)).text).toContain('data-status="cancelled"')
  expect((await post(`${path}/cancel`)).status).toBe(409)
  const replayed = await post(`${path}/replay`)
  expect(replayed.status).toBe(303)
  expect((await page(replayed.headers.get("location") ?? "")).status).toBe(200)
  expect(await engine.listRuns()).toHaveLength(2)
})

test("long lists come in pages, and what is not there is said to be", async () => {
  const { inngest, engine, page } = await open()
  await inngest.send(Array.from({ length: 60 }, () => ({ name: "shop/quick" })))
  await engine.idle()
  for (const path of ["/", "/events"]) {
    const first = await page(path)
    const older = /href="([^"]*before=[^"]*)">Older/.exec(first.text)?.[1]?.replaceAll("&#38;", "&") ?? ""
    const ids = (text: string) => [...text.matchAll(/href="\/(?:runs|events)\/(\w+)"/g)].map(([, id]) => id)
    const second = await page(older)
    expect(new Set([...ids(first.text), ...ids(second.text)]).size).toBe(60)
    expect(second.text).not.toContain("Older")
  }
  for (const path of ["/runs/none", "/events/none"]) expect((await page(path)).status).toBe(404)
  expect((await page("/v1/none")).headers.get("content-type")).toBe("application/json")
})

test("with a signing key it asks for the key; without one it answers this machine's own names alone", async () => {
  const server = await createEngineServer({
    db: await freshPglite(),
    appUrls: [],
    port: 0,
    signingKey: SIGNING_KEY,
    eventKeys: ["key"],
  })
  toClose.push(() => server.close())
  const basic = (password: string) => ({ authorization: `Basic ${btoa(`anyone:${password}`)}` })
  expect((await fetch(`${server.url}/`)).headers.get("www-authenticate")).toContain("Basic")
  expect((await fetch(`${server.url}/runs/x/cancel`, { method: "POST" })).status).toBe(401)
  expect((await fetch(`${server.url}/`, { headers: basic("wrong") })).status).toBe(401)
  expect((await fetch(`${server.url}/`, { headers: basic(SIGNING_KEY) })).status).toBe(200)

  const world = await open()
  const port = new URL(world.server.url).port
  expect(await statusFor(port, "rebound.example")).toBe(403)
  expect(await statusFor(port, `localhost:${port}`)).toBe(200)
})

/** `fetch` does not let anyone set Host. */
function statusFor(port: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, host: "127.0.0.1", path: "/", headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on("error", reject)
      .end()
  })
}

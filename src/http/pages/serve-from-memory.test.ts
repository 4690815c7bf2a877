import { once } from "node:events"
import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { afterEach, describe, expect, it } from "vitest"
import { catalogVersion, raiseCatalogVersion } from "../../services/catalog-version"
import { standBefore } from "../before-next"
import { pageDoor } from "./serve-from-memory"

const PAGE = {
  "content-type": "text/html; charset=utf-8",
  vary: "rsc, next-router-prefetch, Accept-Encoding",
  "x-nextjs-cache": "MISS",
}

/** In the place of Next: counts how often it is asked, and answers as the test says. */
async function serverThatAnswers(
  render: (response: ServerResponse, path: string) => unknown,
  bytes?: number,
) {
  const asked: string[] = []
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    void render(response, incoming.url ?? "")
  })
  standBefore(server, pageDoor(server, bytes))
  await once(server.listen(0, "127.0.0.1"), "listening")
  close = () => server.closeAllConnections() ?? server.close()
  const { port } = server.address() as AddressInfo
  const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      request({ port, host: "127.0.0.1", path, headers, method, agent: false }, async (answer) => {
        const body = Buffer.concat(await answer.toArray())
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
      })
        .once("error", reject)
        .end()
    })
  /** Asks until the page is answered from memory. */
  const warm = async (path: string) => {
    for (let before = -1; before !== asked.length; await new Promise((done) => setTimeout(done, 20))) {
      before = asked.length
      await get(path)
    }
    asked.length = 0
  }
  return { asked, get, warm }
}

let close: () => void
afterEach(() => close())

function page(response: ServerResponse, text = `the catalogue at ${catalogVersion()}`, more = {}): void {
  const headers = { ...PAGE, etag: `"${text}"`, "x-page-version": catalogVersion(), ...more }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string)
  response.end(text)
}

describe("a page that is the same for everyone", () => {
  it("is rendered once for all who ask, and again when the catalogue has changed", async () => {
    const { asked, get, warm } = await serverThatAnswers(async (response) => {
      await new Promise((done) => setTimeout(done, 20))
      page(response)
    })
    await warm("/")
    raiseCatalogVersion()
    const answers = await Promise.all(Array.from({ length: 50 }, () => get("/?from=a-letter")))
    expect(new Set(answers.map(({ body }) => body.toString()))).toEqual(
      new Set([`the catalogue at ${catalogVersion()}`]),
    )
    expect(asked).toEqual(["GET /"])
  })

  it("is not taken for new when a change came while it was rendered", async () => {
    const { get, warm } = await serverThatAnswers(async (response) => {
      const version = catalogVersion()
      if (changes > 0) raiseCatalogVersion()
      changes -= 1
      page(response, `the catalogue at ${version}`, { "x-page-version": version })
    })
    let changes = 0
    await warm("/")
    changes = 1
    raiseCatalogVersion()
    const before = catalogVersion()
    expect((await get("/")).body.toString()).toBe(`the catalogue at ${before}`)
    expect((await get("/")).body.toString()).toBe(`the catalogue at ${before + 1}`)
  })

  it("is waited for when somebody else's older rendering comes back", async () => {
    // Next answers all who ask for a page while it is rendered with that one rendering, begun before the change.
    const { get, warm } = await serverThatAnswers((response) => {
      const version = late ? catalogVersion() - 1 : catalogVersion()
      late = false
      page(response, `the catalogue at ${version}`, { "x-page-version": version })
    })
    let late = false
    await warm("/")
    raiseCatalogVersion()
    late = true
    expect((await get("/")).body.toString()).toBe(`the catalogue at ${catalogVersion()}`)
  })

  it("is compressed once and confirmed to whoever has it, with the headers that came with it", async () => {
    const policies = ["default-src 'self'", "script-src 'self' 'sha256-abc'"]
    const { asked, get, warm } = await serverThatAnswers((response) =>
      page(response, "words ".repeat(500), { etag: '"words"', "content-security-policy": policies }),
    )
    await warm("/products/tee")
    const plain = await get("/products/tee")
    const gzip = await get("/products/tee", { "accept-encoding": "deflate, gzip;q=0.8, br;q=0" })
    const brotli = await get("/products/tee", { "accept-encoding": "gzip, deflate, br" })
    expect(gunzipSync(gzip.body)).toEqual(plain.body)
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
    for (const { headers, body } of [plain, gzip, brotli]) {
      expect(headers).toMatchObject({
        vary: PAGE.vary,
        "content-security-policy": policies.join(", "),
        "x-nextjs-cache": "HIT",
        "content-length": String(body.length),
      })
      expect(headers).not.toHaveProperty("x-page-version")
      expect(headers.date).toBeDefined()
      const again = await get("/products/tee", { "if-none-match": `"other", ${headers.etag}` })
      expect([again.status, again.body.length]).toEqual([304, 0])
      expect(again.headers).toMatchObject({ "content-security-policy": policies.join(", ") })
    }
    expect((await get("/products/tee", { "if-none-match": '"other"' })).status).toBe(200)
    const head = await get("/products/tee", {}, "HEAD")
    expect(head.headers).toMatchObject({ "content-length": String(plain.body.length) })
    expect(head.body.length).toBe(0)
    expect(asked).toEqual([])
  })

  it("is kept under one spelling of its path, and room is made for the latest", async () => {
    const text = "x".repeat(10_000)
    const { asked, get, warm } = await serverThatAnswers(
      (response) => page(response, text, { etag: '"x"' }),
      25_000,
    )
    await warm("/a")
    await warm("/b")
    await warm("/c")
    expect((await get("/c")).body.toString()).toBe(text)
    expect((await get("/b")).body.toString()).toBe(text)
    expect(asked).toEqual([])
    expect((await get("/a")).body.toString()).toBe(text)
    expect(asked[0]).toBe("GET /a")
    asked.length = 0
    for (const spelling of ["/%62", "//b", "/b/", "/./b", "/b%3F"]) {
      await get(spelling)
      await get(spelling)
      expect(asked.splice(0), spelling).toEqual([`GET ${spelling}`, `GET ${spelling}`])
    }
  })
})

describe("handed over to Next each time", () => {
  it("is what asks for another form of the page, a draft, or does not only read", async () => {
    const { asked, get, warm } = await serverThatAnswers((response) => page(response))
    await warm("/")
    await get("/", { rsc: "1" })
    await get("/?_rsc=abc", { "next-router-prefetch": "1" })
    await get("/?a=b&_rsc")
    await get("/", { cookie: "__prerender_bypass=abc" })
    await get("/", {}, "POST")
    expect(asked).toEqual(["GET /", "GET /?_rsc=abc", "GET /?a=b&_rsc", "GET /", "POST /"])
  })

  it.each([
    ["sets a cookie", { "set-cookie": "cart=1" }],
    ["carries a nonce", { "content-security-policy": ["default-src 'self'", "script-src 'nonce-abc'"] }],
    ["asks not to be kept", { "cache-control": "private, no-store" }],
    ["did not come out of the page cache", { "x-page-version": "" }],
    ["is no page", { "content-type": "application/json" }],
  ])("is what %s", async (_, headers) => {
    let visitors = 0
    const { get } = await serverThatAnswers((response) => page(response, `visitor ${++visitors}`, headers))
    const seen = new Set<string>()
    for (let visit = 0; visit < 5; visit++) seen.add((await get("/")).body.toString())
    expect(seen.size).toBe(5)
  })

  it("is a page that cannot be rendered any more, until it can", async () => {
    let status = 200
    const { get, warm } = await serverThatAnswers((response) =>
      status === 200 ? page(response) : response.writeHead(status, PAGE).end("gone"),
    )
    await warm("/products/tee")
    status = 404
    raiseCatalogVersion()
    expect((await get("/products/tee")).status).toBe(404)
    status = 500
    expect((await get("/products/tee")).status).toBe(500)
    status = 200
    expect((await get("/products/tee")).body.toString()).toBe(`the catalogue at ${catalogVersion()}`)
  })
})

import { readFile } from "node:fs/promises"
import { request as httpRequest } from "node:http"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buyAs, CANARIES, LEAKS } from "../support/buy"
import { prepareServer, type StoreServer } from "../support/server"
import { signInAs } from "../support/sign-in"
import { requireBuild } from "../support/survive-kill"
import { until } from "../support/until"
import { startVendor, type VendorServer } from "../support/vendor-server"

let server: StoreServer
let collector: VendorServer
let order: { orderId: string; cookie: string }
let other: { orderId: string; cookie: string }
let desk: string

beforeAll(async () => {
  await requireBuild()
  collector = await startVendor(() => ({}))
  server = await prepareServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin })
  await server.start()
  order = await buyAs(server.origin, CANARIES)
  other = await buyAs(server.origin, {})
  desk = await signInAs("admin", server.origin)
  await until("the order is done", async () =>
    /"record-to-sheet":"complete"/.test(await firstEvent("/api/realtime/tracker")),
  )
})
afterAll(async () => {
  await server.kill("SIGKILL")
  await collector.close()
})

describe("what a buyer told the shop", () => {
  /** As a browser asks for it, and as Next's router does. */
  const kinds: Record<string, Record<string, string>> = { HTML: {}, RSC: { rsc: "1" } }

  it("is shown to the browser that bought", async () => {
    for (const headers of Object.values(kinds)) {
      const text = await read(`/orders/${order.orderId}`, { cookie: order.cookie, ...headers })
      expect(text).toContain(CANARIES.name)
    }
    expect(await firstEvent(`/api/realtime/orders/${order.orderId}`, { cookie: order.cookie })).toContain(
      CANARIES.name,
    )
  })

  it("is in no page, no stream and no answer that a stranger or another buyer can get", async () => {
    const pages = [
      "/",
      `/orders/${order.orderId}`,
      "/admin",
      "/admin/tracker",
      "/cart",
      "/sign-in",
      "/api/health",
    ]
    const closed = [
      "/admin/orders",
      `/admin/orders/${order.orderId}`,
      "/admin/sheet",
      "/admin/sheet/csv",
      "/admin/outbox",
    ]
    const data = ["/admin/orders/csv", "/api/ai/products", "/api/stock", "/llms.txt", "/feeds/products.xml"]
    for (const cookie of ["", other.cookie]) {
      for (const path of [...pages, ...closed, ...data]) {
        for (const headers of Object.values(kinds)) {
          expect(await read(path, { cookie, ...headers }), path).not.toMatch(LEAKS)
        }
      }
      for (const stream of [`/api/realtime/orders/${order.orderId}`, "/api/realtime/tracker"]) {
        const event = await firstEvent(stream, { cookie })
        expect(event).toContain(order.orderId)
        expect(event, stream).not.toMatch(LEAKS)
      }
    }
  })

  it("stays closed to another order's cookie under this one's name, to a flipped bit, and to half a cookie", async () => {
    const [name = "", value = ""] = order.cookie.split("=")
    const [, foreign = ""] = other.cookie.split("=")
    const flipped = [...value].map((letter, index) => {
      const changed = String.fromCharCode(letter.charCodeAt(0) ^ 1)
      return /[\w.-]/.test(changed) ? value.slice(0, index) + changed + value.slice(index + 1) : undefined
    })
    const forgeries = [
      foreign,
      value.slice(0, -1),
      value.split(".")[0],
      `${value}x`,
      "",
      order.orderId,
      ...flipped,
    ]
    for (const forged of forgeries.filter((text) => text !== undefined)) {
      const text = await read(`/orders/${order.orderId}`, { cookie: `${name}=${forged}` })
      expect(text, forged).not.toMatch(LEAKS)
    }
  })

  it("is in nothing that the process has written to its log", async () => {
    await fetch(`${server.origin}/api/checkout`, {
      method: "POST",
      body: JSON.stringify({ items: [CANARIES] }),
    })
    await fetch(`${server.origin}/api/webhooks/stripe`, { method: "POST", body: JSON.stringify(CANARIES) })
    expect(await read("/admin/orders", { cookie: desk })).toContain(CANARIES.name)
    const log = await readFile(server.logFile, "utf8")
    expect(log).toContain("swag-store at")
    expect(log).not.toMatch(LEAKS)
    expect(log).not.toContain(order.cookie.split("=")[1])
  })

  it("is in no span that was sent to the tracing collector", async () => {
    await read(`/admin/orders?q=${encodeURIComponent(CANARIES.email)}`, { cookie: desk })
    const spans = () => decodeURIComponent(collector.calls.map(({ body }) => body).join("\n"))
    await until("spans of the page and of the order's stages have arrived", async () =>
      ["/admin/orders", "stage record-to-sheet", "workflow call", order.orderId].every((word) =>
        spans().includes(word),
      ),
    )
    expect(spans()).toContain('"swag-store"')
    expect(spans()).not.toMatch(LEAKS)
  })
})

describe("a request that names another host", () => {
  const EVIL = "evil.example"
  const spoofs: Record<string, string>[] = [
    { host: EVIL },
    { "x-forwarded-host": EVIL },
    { "x-forwarded-host": EVIL, "x-forwarded-proto": "https", forwarded: `host=${EVIL}` },
    { "x-original-url": `https://${EVIL}/`, "x-rewrite-url": `https://${EVIL}/` },
  ]

  it("is redirected within the shop only, and no page or document repeats the name", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded", origin: server.origin }
    const requests: [string, string, Record<string, string>, string][] = [
      ["GET", "/orders/confirmation?ord=x&session_id=y", {}, ""],
      ["GET", "/admin/orders", {}, ""],
      ["GET", "/checkout", {}, ""],
      ["POST", "/checkout/start", form, ""],
      ["POST", "/checkout/discount", form, "code=X"],
      ["POST", "/sign-in/out", form, ""],
      ["POST", "/sign-in/demo", form, "role=viewer"],
      ["POST", "/sign-in/link", form, "email=nobody@example.com"],
      ...["/", "/sign-in", "/sitemap.xml", "/robots.txt", "/llms.txt", "/feeds/products.xml", "/auth.md"].map(
        (path): [string, string, Record<string, string>, string] => ["GET", path, {}, ""],
      ),
      ["GET", "/.well-known/oauth-protected-resource", {}, ""],
    ]
    for (const spoof of spoofs) {
      for (const [method, path, headers, body] of requests) {
        const answer = await raw(method, path, { ...headers, ...spoof }, body)
        expect(answer.location ?? "/", `${method} ${path}`).toMatch(ours())
        expect(answer.body, `${method} ${path}`).not.toContain(EVIL)
      }
    }
  })

  it("cannot send anyone away through a path or through where to go next", async () => {
    const paths = [
      `//${EVIL}`,
      `//${EVIL}/..`,
      `/\\${EVIL}`,
      `/%5c${EVIL}/`,
      `/%2f%2f${EVIL}/`,
      `///${EVIL}/%2e%2e`,
    ]
    for (const path of paths) {
      const { location } = await raw("GET", path, {})
      expect(location ?? "/", path).toMatch(ours())
    }
    const form = { "content-type": "application/x-www-form-urlencoded", origin: server.origin }
    const targets = [
      `https://${EVIL}`,
      `//${EVIL}`,
      `/\\${EVIL}`,
      `/admin//${EVIL}`,
      `/admin@${EVIL}`,
      `javascript:1`,
    ]
    for (const next of targets) {
      const body = new URLSearchParams({ role: "viewer", next }).toString()
      const { location } = await raw("POST", "/sign-in/demo", form, body)
      expect(location, next).toBe(`${server.origin}/admin`)
    }
  })
})

describe("a form of the desk", () => {
  it("counts from the shop's own pages, and from nowhere else, whatever cookie comes with it", async () => {
    const cookie = await signInAs("admin", server.origin)
    const { fields } = await deskForm(cookie)
    const send = async (name: string, headers: Record<string, string>) => {
      const body = new FormData()
      for (const [key, value] of fields) body.append(key, value)
      body.append("name", name)
      body.append("scopes[]", "swag:products:read")
      for (const field of ["expiresInDays", "ordersPerDay", "compDollarsPerDay", "stockUnitsPerDay"]) {
        body.append(field, "")
      }
      return fetch(`${server.origin}/admin/tokens`, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { cookie, ...headers },
      })
    }
    const foreign: Record<string, Record<string, string>> = {
      elsewhere: { origin: "https://evil.example" },
      null: { origin: "null" },
      none: {},
      subdomain: { origin: server.origin.replace("localhost", "evil.localhost") },
      port: { origin: "http://localhost:1" },
      forwarded: { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    }
    for (const [name, headers] of Object.entries(foreign)) await send(`token-from-${name}`, headers)
    await send("token-from-a-stranger", { origin: server.origin, cookie: "" })
    await send("token-from-a-viewer", {
      origin: server.origin,
      cookie: await signInAs("viewer", server.origin),
    })
    await send("token-from-ourselves", { origin: server.origin })
    const tokens = await read("/admin/tokens", { cookie })
    expect(
      tokens.match(/token-from-\w+/g)?.filter((name, index, all) => all.indexOf(name) === index),
    ).toEqual(["token-from-ourselves"])
  })
})

/** A place within the shop: a path of its own, or its own origin. */
function ours(): RegExp {
  return new RegExp(`^(/(?![/\\\\])|${server.origin}(/|$))`)
}

async function read(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${server.origin}${path}`, { headers })
  return `${[...response.headers].join("\n")}\n${await response.text()}`
}

/** What a stream sends first after it was opened. */
async function firstEvent(path: string, headers: Record<string, string> = {}): Promise<string> {
  const controller = new AbortController()
  const response = await fetch(`${server.origin}${path}`, { headers, signal: controller.signal })
  let text = ""
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString()
    if (/data: .*\n\n/.test(text)) break
  }
  controller.abort()
  return text
}

/** Sends exactly this path and these headers, which `fetch` would put right. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<{ location: string | undefined; body: string }> {
  const { port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: "localhost", port, method, path, headers, setHost: !("host" in headers) },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on("data", (chunk: Buffer) => chunks.push(chunk))
        answer.once("end", () =>
          resolve({ location: answer.headers.location, body: Buffer.concat(chunks).toString() }),
        )
      },
    )
    sent.once("error", reject)
    sent.end(body)
  })
}

/** The form that makes tokens, as a browser without JavaScript would send it. */
async function deskForm(cookie: string): Promise<{ fields: URLSearchParams }> {
  const html = await (await fetch(`${server.origin}/admin/tokens`, { headers: { cookie } })).text()
  const form =
    html.match(/<form[\s\S]*?<\/form>/g)?.find((text) => text.includes('name="expiresInDays"')) ?? ""
  const fields = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1] ?? ""
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? ""
    fields.append(name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"))
  }
  return { fields }
}

import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buy } from "../support/buy"
import { prepareServer, type StoreServer } from "../support/server"
import { signInAs } from "../support/sign-in"
import { requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

let server: StoreServer
let order: string
let desk: string

beforeAll(async () => {
  await requireBuild()
  server = await prepareServer()
  await server.start()
  const { orderId } = await buy(server.origin)
  order = `/orders/${orderId}`
  desk = await signInAs("admin", server.origin)
})
afterAll(() => server.kill("SIGKILL"))

const CACHED = ["/", "/products/workflow-sticker-pack", "/products/there-is-none"]
const FOR_ONE = [
  "/cart",
  "/checkout",
  "/orders/ord_unknown",
  "/admin",
  "/sign-in",
  "/no/such/page",
  "/wp-login.php",
]
const AT_THE_DESK = ["/admin/orders", "/admin/inventory", "/admin/outbox", "/admin/tokens", "/admin/nothing"]

describe("a page", () => {
  it("that is cached runs exactly the scripts that it is made of, also when it has just been rendered", async () => {
    for (const path of CACHED) {
      const [fresh, cached] = [await get(path), await get(path)]
      for (const { html, policies } of [fresh, cached]) {
        const scripts = sourcesOf(policies, "script-src")
        expect(inlineScripts(html).length, path).toBeGreaterThan(1)
        expect(scripts, path).toEqual(new Set(["'self'", ...inlineScripts(html).map(({ hash }) => hash)]))
      }
    }
  })

  it("that is cached is answered from memory: compressed, with its policy, and not again to whoever has it", async () => {
    for (const path of CACHED.slice(0, 2)) {
      const plain = await get(path)
      // Next compresses with gzip and does not know the length beforehand.
      const brotli = { "accept-encoding": "br" }
      await until(
        `${path} is kept`,
        async () => (await ask(path, brotli)).headers.get("content-length") !== null,
      )
      const kept = await ask(path, brotli)
      expect(kept.headers.get("content-encoding"), path).toBe("br")
      expect(kept.headers.get("content-security-policy"), path).toBe(plain.policies.join(", "))
      expect(await kept.text(), path).toBe(plain.html)
      const again = await ask(path, { ...brotli, "if-none-match": kept.headers.get("etag") ?? "" })
      expect(again.status, path).toBe(304)
    }
    for (const path of FOR_ONE)
      expect((await ask(path, { "accept-encoding": "br" })).headers.has("etag"), path).toBe(false)
  })

  it("that is made for one request runs only scripts with its nonce, another one each time", async () => {
    const nonces = new Set<string>()
    for (const [path, cookie] of [
      ...[...FOR_ONE, order, order].map((path) => [path, ""] as const),
      ...AT_THE_DESK.map((path) => [path, desk] as const),
    ]) {
      const { html, policies } = await get(path, { cookie })
      const [nonce] = [...sourcesOf(policies, "script-src")].filter((source) => source !== "'self'")
      expect(nonce, path).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/)
      expect(inlineScripts(html).length, path).toBeGreaterThan(1)
      for (const script of inlineScripts(html)) expect(`'nonce-${script.nonce}'`, path).toBe(nonce)
      expect(nonces).not.toContain(nonce)
      nonces.add(nonce ?? "")
    }
  })

  it("keeps its policy whatever policy the request brings", async () => {
    const brought = { "content-security-policy": "script-src 'nonce-c3RyYW5nZXI='" }
    for (const path of [...CACHED, ...FOR_ONE]) {
      const { policies } = await get(path, brought)
      expect(policies.join(), path).not.toContain("c3RyYW5nZXI")
    }
  })

  it("has no style or handler written into it, and nothing in its policy that would let one in", async () => {
    for (const path of [...CACHED, ...FOR_ONE, order, ...AT_THE_DESK, "/api/ai"]) {
      const { html, policies } = await get(path, { cookie: desk })
      expect(policies.join(), path).not.toMatch(/unsafe-|data:|blob:|\*/)
      expect(html.match(/<[a-z][^<>]*\s(?:style|on[a-z]+)="[^"]*"/g) ?? [], path).toEqual([])
      const styles = sourcesOf(policies, "style-src")
      for (const [, css = ""] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) {
        expect(styles, path).toContain(`'sha256-${sha256(css)}'`)
      }
    }
  })

  it("cannot be framed, rebased, or made to send its forms elsewhere", async () => {
    for (const path of [...CACHED, ...FOR_ONE, order, ...AT_THE_DESK]) {
      const { policies, headers } = await get(path, { cookie: desk })
      expect(sourcesOf(policies, "frame-ancestors"), path).toEqual(new Set(["'none'"]))
      expect(sourcesOf(policies, "base-uri"), path).toEqual(new Set(["'none'"]))
      expect(sourcesOf(policies, "object-src"), path).toEqual(new Set(["'none'"]))
      expect(sourcesOf(policies, "form-action"), path).toContain("'self'")
      expect(headers.get("x-frame-options"), path).toBe("DENY")
    }
  })
})

describe("every answer", () => {
  it("says that it is what it says it is, tells other sites little, and asks for https", async () => {
    const data = ["/api/health", "/api/stock", "/robots.txt", "/favicon.ico", "/api/nothing"]
    for (const path of [...CACHED, ...FOR_ONE, ...data]) {
      const { headers } = await get(path)
      expect(headers.get("x-content-type-options"), path).toBe("nosniff")
      expect(headers.get("referrer-policy"), path).toBe("strict-origin-when-cross-origin")
      expect(headers.get("strict-transport-security"), path).toMatch(/^max-age=63072000; includeSubDomains/)
      expect(headers.get("permissions-policy"), path).toContain("camera=()")
      expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin")
      expect(headers.has("x-powered-by"), path).toBe(false)
      expect(headers.has("server"), path).toBe(false)
    }
  })

  it("to a webhook, which is given before Next sees it, says the same as one of Next's", async () => {
    const webhook = await fetch(`${server.origin}/api/webhooks/stripe`, { method: "POST", body: "{}" })
    expect(webhook.status).toBe(400)
    // Next names what its own requests vary by. Without it, it was not asked.
    expect(webhook.headers.has("vary")).toBe(false)
    const byNext = await fetch(`${server.origin}/api/checkout`, { method: "POST" })
    expect(byNext.headers.has("vary")).toBe(true)
    const ofTheOne = ["vary", "date", "content-length", "transfer-encoding", "x-request-id"]
    const names = (answer: Response) => [...answer.headers.keys()].filter((name) => !ofTheOne.includes(name))
    expect(names(webhook)).toEqual(names(byNext))
    for (const name of names(webhook)) expect(webhook.headers.get(name)).toBe(byNext.headers.get(name))
  })

  it("that is data runs nothing, even when a browser takes it for a page", async () => {
    for (const path of ["/api/health", "/api/stock", "/api/ai/openapi.json"]) {
      const { policies } = await get(path)
      expect(sourcesOf(policies, "default-src"), path).toEqual(new Set(["'none'"]))
    }
  })
})

it("a kept letter keeps its looks in a frame of its page, runs nothing, and is shown to the desk only", async () => {
  const { html: list } = await get("/admin/outbox", { cookie: desk })
  const [path] = list.match(/\/admin\/outbox\/mail_\w+/) ?? []
  const letter = await get(`${path}/letter`, { cookie: desk })
  expect(letter.html).toContain("Workflow Sticker Pack")
  expect(sourcesOf(letter.policies, "default-src")).toEqual(new Set(["'none'"]))
  expect(sourcesOf(letter.policies, "frame-ancestors")).toEqual(new Set(["'self'"]))
  expect(letter.policies.join()).toContain("sandbox")
  expect(letter.policies.join()).not.toMatch(/allow-scripts|allow-same-origin|unsafe-inline/)
  expect(letter.headers.get("x-frame-options")).toBe("SAMEORIGIN")
  expect((await fetch(`${server.origin}${path}/letter`)).status).toBe(401)
})

function ask(path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${server.origin}${path}`, { headers, redirect: "manual" })
}

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await ask(path, headers)
  const policies = (response.headers.get("content-security-policy") ?? "").split(", ")
  return { html: await response.text(), policies, headers: response.headers }
}

/** What all the policies together allow: an answer's policies each apply. */
function sourcesOf(policies: readonly string[], directive: string): Set<string> {
  const lists = policies
    .map((policy) => policy.split("; ").find((part) => part.startsWith(`${directive} `)))
    .flatMap((part) => (part ? [part.split(" ").slice(1)] : []))
  const [first = [], ...others] = lists
  return new Set(first.filter((source) => others.every((list) => list.includes(source))))
}

function inlineScripts(html: string): { hash: string; nonce: string | undefined }[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g)].map(
    ([, attributes = "", code = ""]) => ({
      hash: `'sha256-${sha256(code)}'`,
      nonce: /nonce="([^"]*)"/.exec(attributes)?.[1],
    }),
  )
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64")
}

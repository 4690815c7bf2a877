import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { GET as getAuth } from "../../src/app/api/auth/[...all]/route"
import { POST as postCheckout } from "../../src/app/api/checkout/route"
import { POST as validateCode } from "../../src/app/api/discounts/validate/route"
import { POST as resetInventory } from "../../src/app/api/inventory/reset/route"
import { POST as postMcp } from "../../src/app/api/mcp/route"
import { POST as startCheckout } from "../../src/app/checkout/start/route"
import { GET as confirm } from "../../src/app/orders/confirmation/route"
import { POST as signInAsDemo } from "../../src/app/sign-in/demo/route"
import { POST as signInByLink } from "../../src/app/sign-in/link/route"
import { RATE_LIMITS } from "../../src/http/rate-limit"
import { type AgentShop, ORIGIN, openAgentShop, rpcRequest } from "../support/agent-shop"

let agents: AgentShop
beforeAll(async () => {
  agents = await openAgentShop()
})
afterAll(() => agents.close())

// biome-ignore lint/suspicious/noExplicitAny: each route has parameters of its own, and none of these reads them
type Route = (request: Request, context: any) => Promise<Response>

const FORM = { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" }
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  new Request(`${ORIGIN}${path}`, { method: "POST", body, headers })

const UNPAID = `${ORIGIN}/orders/confirmation?ord=ord_${"0".repeat(26)}&session_id=cs_test_forged`

/** Every door that anyone may knock at, and what a knock answers while there are not too many. */
const DOORS: Record<string, [Route, number, () => Request, number]> = {
  "a checkout by script": [postCheckout, RATE_LIMITS.checkout.points, () => post("/api/checkout", "{"), 400],
  "a checkout by form": [
    startCheckout,
    RATE_LIMITS.checkout.points,
    () => post("/checkout/start", "", FORM),
    303,
  ],
  "a guess at a code": [
    validateCode,
    RATE_LIMITS.discountCode.points,
    () => post("/api/discounts/validate", "{"),
    400,
  ],
  "an unlocking": [confirm, RATE_LIMITS.unlock.points, () => new Request(UNPAID), 303],
  "a sign-in by mail": [
    signInByLink,
    RATE_LIMITS.signIn.points,
    () => post("/sign-in/link", "email=x", FORM),
    303,
  ],
  "a demo sign-in": [
    signInAsDemo,
    RATE_LIMITS.signIn.points,
    () => post("/sign-in/demo", "role=viewer", FORM),
    303,
  ],
  "a guess at a sign-in link": [
    getAuth,
    RATE_LIMITS.signIn.points,
    () => new Request(`${ORIGIN}/api/auth/unheard-of`),
    404,
  ],
  "a guess at a token": [
    postMcp,
    RATE_LIMITS.refusedToken.points,
    () => rpcRequest("swag_wrong", { jsonrpc: "2.0", id: 1, method: "tools/list" }),
    401,
  ],
  "a guess at the reset secret": [
    resetInventory,
    RATE_LIMITS.refusedToken.points,
    () => post("/api/inventory/reset", "{}", { "x-swag-store-reset-secret": "wrong" }),
    401,
  ],
}

describe.each(Object.entries(DOORS))(
  "%s, ten times as often as allowed",
  (name, [route, points, knock, usual]) => {
    const index = Object.keys(DOORS).indexOf(name)
    const from = (address: string) => {
      const request = knock()
      // What a caller writes before the address that our proxy saw changes nothing.
      request.headers.set(
        "x-forwarded-for",
        `203.0.113.${Math.trunc(Math.random() * 255)}, ${address}, 10.0.0.1`,
      )
      return route(request, { params: Promise.resolve({}) })
    }

    it("is answered as often as allowed, then with 429 and the time to wait; others are not affected", async () => {
      const caller = `192.0.2.${index}`
      const answers: Response[] = []
      for (let count = 0; count < 10 * points; count++) answers.push(await from(caller))
      const refused = answers.filter(({ status }) => status === 429)
      expect(answers.slice(0, points).map(({ status }) => status)).toEqual(Array(points).fill(usual))
      expect(refused).toHaveLength(9 * points)
      for (const { headers } of refused) {
        expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
        expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60)
      }
      const body = (await refused[0]?.json()) as { error: { type?: string; data?: { type: string } } }
      expect(body.error.type ?? body.error.data?.type).toBe("RATE_LIMITED")
      expect((await from(`198.51.100.${index}`)).status).toBe(usual)
    })
  },
)

describe("a token", () => {
  it("has so many requests, and another one its own", async () => {
    const [busy, other] = [await agents.tokenFor(), await agents.tokenFor()]
    const { points } = RATE_LIMITS.token
    const answers = await Promise.all(Array.from({ length: points + 20 }, () => agents.rpc(busy, "ping")))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
    expect((await agents.rpc(other, "ping")).status).toBe(200)
  })

  it("has so many documents to read, and everything else meanwhile", async () => {
    const token = await agents.tokenFor()
    const { points } = RATE_LIMITS.documentImport
    const document = { mode: "receive_shipment", documentText: "sku,qty\nINN-STICKERS,5" }
    for (let count = 0; count < points; count++) {
      expect((await agents.call(token, "preview_inventory_document", document)).error).toBeUndefined()
    }
    for (let count = 0; count < 9 * points; count++) {
      const { error } = await agents.call(token, "preview_inventory_document", document)
      expect(error?.data).toMatchObject({ type: "RATE_LIMITED", retryable: true })
      expect(error?.data.details?.retryAfterSeconds).toBeGreaterThan(0)
    }
    expect((await agents.call(token, "list_products")).error).toBeUndefined()
  })
})

describe("a body", () => {
  const huge = "x".repeat(7 * 1024 * 1024)
  it.each([
    ["a checkout", postCheckout, () => post("/api/checkout", huge)],
    ["a guess at a code", validateCode, () => post("/api/discounts/validate", huge)],
    ["a checkout's form", startCheckout, () => post("/checkout/start", huge, FORM)],
    ["a sign-in's form", signInByLink, () => post("/sign-in/link", huge, FORM)],
  ] as [string, Route, () => Request][])(
    "of %s may be so large, and is read no further",
    async (_name, route, make) => {
      const request = make()
      request.headers.set("x-forwarded-for", "198.51.100.200")
      const response = await route(request, { params: Promise.resolve({}) })
      expect(response.status).toBe(413)
    },
  )

  it("of an agent may be so large", async () => {
    const request = rpcRequest(await agents.tokenFor(), {
      jsonrpc: "2.0",
      id: 1,
      method: "ping",
      params: { huge },
    })
    expect((await postMcp(request, { params: Promise.resolve({}) })).status).toBe(413)
  })

  it("that does not say its size is still read no further", async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(16 * 1024))
      },
    })
    const request = new Request(`${ORIGIN}/api/checkout`, {
      method: "POST",
      body: endless,
      headers: { "x-forwarded-for": "198.51.100.201" },
      duplex: "half",
    } as RequestInit)
    expect((await postCheckout(request, { params: Promise.resolve({}) })).status).toBe(413)
    expect(pulled).toBeLessThan(10)
  })
})

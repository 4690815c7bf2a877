import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { GET as confirm } from "../../src/app/orders/confirmation/route"
import { checkout, payFor, payOn, STICKERS } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
beforeAll(async () => {
  running = await runShop("pglite")
})
afterAll(() => running.close())

/** The cookies that would unlock an order, after the browser came back with these words in its address. */
async function unlocked(query: Record<string, string>): Promise<string[]> {
  const request = new Request(`${ORIGIN}/orders/confirmation?${new URLSearchParams(query)}`)
  const response = await confirm(request, { params: Promise.resolve({}) })
  expect(response.status).toBe(303)
  expect(response.headers.get("location")).toMatch(new RegExp(`^${ORIGIN}/orders/`))
  return response.headers.getSetCookie().filter((cookie) => cookie.startsWith("swag_ord"))
}

async function open(): Promise<{ orderId: string; url: string; sessionId: string }> {
  const { orderId, url } = (await (await checkout({ items: [STICKERS] })).json()) as {
    orderId: string
    url: string
  }
  return { orderId, url, sessionId: url.split("/").at(-1) ?? "" }
}

describe("an order is unlocked", () => {
  it("by the provider's word that this very order is paid", async () => {
    const { orderId, confirmationUrl } = await payFor()
    const sessionId = new URL(confirmationUrl).searchParams.get("session_id") ?? ""
    const [cookie] = await unlocked({ ord: orderId, session_id: sessionId })
    expect(cookie).toMatch(new RegExp(`^swag_${orderId}=${orderId}\\..+; HttpOnly; SameSite=Lax`))
  })

  it("not by the paid session of another order", async () => {
    const [mine, theirs] = [await payFor(), await payFor()]
    const own = new URL(mine.confirmationUrl).searchParams.get("session_id") ?? ""
    expect(await unlocked({ ord: theirs.orderId, session_id: own })).toEqual([])
  })

  it("not by its own session before it is paid, nor when the card was declined", async () => {
    const { orderId, url, sessionId } = await open()
    expect(await unlocked({ ord: orderId, session_id: sessionId })).toEqual([])
    await expect(payOn(url, { cardNumber: "4000000000000002" })).rejects.toThrow("402")
    expect(await unlocked({ ord: orderId, session_id: sessionId })).toEqual([])
  })

  it("not by its own session after that expired", async () => {
    const { orderId, sessionId } = await open()
    await running.shop.payments.stripe.checkout.sessions.expire(sessionId)
    expect(await unlocked({ ord: orderId, session_id: sessionId })).toEqual([])
  })

  it("not by a session that somebody made up, or by none", async () => {
    const { orderId } = await payFor()
    const forged = [
      "cs_test_forged",
      "../checkout/sessions",
      "cs_test_%00",
      "",
      "x".repeat(300),
      "null",
      orderId,
    ]
    for (const sessionId of forged)
      expect(await unlocked({ ord: orderId, session_id: sessionId })).toEqual([])
    expect(await unlocked({ ord: orderId })).toEqual([])
    expect(await unlocked({ ord: "../../admin", session_id: "x" })).toEqual([])
  })
})

/** Every route that acts for whoever's cookies come with the request. */
const OWN_FORMS = filesNamed("src/app", "route.ts").filter((path) =>
  readFileSync(path, "utf8").includes('route("same-origin"'),
)

describe("a form that acts on the strength of cookies", () => {
  it("is one of these", () => {
    expect(OWN_FORMS.map((path) => path.replace(/^src\/app\/(.*)\/route\.ts$/, "$1")).sort()).toEqual(
      expect.arrayContaining([
        "cart/add",
        "cart/update",
        "checkout/discount",
        "checkout/start",
        "sign-in/out",
      ]),
    )
    expect(OWN_FORMS.length).toBeGreaterThanOrEqual(8)
  })

  it.each(OWN_FORMS)("is refused by %s from anywhere but the shop", async (path) => {
    const { POST } = (await import(/* @vite-ignore */ `../../${path}`)) as {
      POST: (request: Request, context: { params: Promise<object> }) => Promise<Response>
    }
    const url = `${ORIGIN}/${path.replace(/^src\/app\/(.*)\/route\.ts$/, "$1")}`
    const bodies = {
      "application/x-www-form-urlencoded": "role=admin&code=X&email=a%40example.com",
      "multipart/form-data; boundary=x":
        '--x\r\nContent-Disposition: form-data; name="role"\r\n\r\nadmin\r\n--x--',
      "text/plain": '{"role":"admin","x":"="}',
    }
    const origins = {
      another: "https://evil.example",
      null: "null",
      none: undefined,
      "a subdomain": "http://evil.localhost:3000",
      "another port": "http://localhost:3001",
      "another scheme": "https://localhost:3000",
      "one that begins alike": `${ORIGIN}.evil.example`,
    }
    const told = vi.spyOn(running.shop.logger, "info")
    for (const [type, body] of Object.entries(bodies)) {
      for (const [whose, origin] of Object.entries(origins)) {
        const headers = new Headers({
          "content-type": type,
          cookie: "swag_cart=prod_workflow-sticker-pack*var_sticker-pack-one*1",
          referer: `${ORIGIN}/checkout`,
          "x-forwarded-host": "evil.example",
          host: "evil.example",
        })
        if (origin) headers.set("origin", origin)
        const response = await POST(new Request(url, { method: "POST", headers, body }), {
          params: Promise.resolve({}),
        })
        expect(response.status, `${whose} with ${type}`).toBe(403)
        expect(response.headers.getSetCookie(), `${whose} with ${type}`).toEqual([])
      }
    }
    const line = {
      method: "POST",
      path: new URL(url).pathname,
      refusal: "FORBIDDEN",
      requestId: expect.any(String),
    }
    expect(told).toHaveBeenCalledTimes(Object.keys(bodies).length * Object.keys(origins).length)
    expect(told).toHaveBeenLastCalledWith(line, "refused")
    told.mockRestore()
  })
})

function filesNamed(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`/${name}`))
    .map((path) => join(folder, path))
}

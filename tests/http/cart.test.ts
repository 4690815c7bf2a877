import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { POST as add } from "../../src/app/cart/add/route"
import { POST as update } from "../../src/app/cart/update/route"
import { STICKERS } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
beforeAll(async () => {
  running = await runShop("pglite")
})
afterAll(() => running.close())

type Route = typeof add

function send(
  route: Route,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const request = new Request(`${ORIGIN}/cart/add`, {
    method: "POST",
    headers: { origin: ORIGIN, accept: "application/json", ...headers },
    body: new URLSearchParams(fields),
  })
  return route(request, { params: Promise.resolve({}) })
}

const ADDED = { productId: STICKERS.productId, variantId: STICKERS.variantId, quantity: "2" }

describe("the cart", () => {
  it("keeps ids and quantities in a cookie, and prices them itself", async () => {
    const first = await send(add, ADDED)
    expect(await first.json()).toMatchObject({ count: 2, subtotalCents: 1600, lines: [{ quantity: 2 }] })
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? ""
    expect(cookie).not.toContain("800")
    const second = await send(add, ADDED, { cookie })
    expect(await second.json()).toMatchObject({ count: 4 })
    const emptied = await send(update, { variantId: STICKERS.variantId, quantity: "0" }, { cookie })
    expect(await emptied.json()).toMatchObject({ count: 0, lines: [] })
  })

  it("sends a plain form back to the cart page", async () => {
    const response = await send(add, ADDED, { accept: "text/html" })
    expect(response.status).toBe(303)
    expect(response.headers.get("location")).toBe(`${ORIGIN}/cart`)
  })

  it.each(["https://evil.example", "null", "http://localhost:3000.evil.example"])(
    "takes no form from %s",
    async (origin) => {
      expect((await send(add, ADDED, { origin })).status).toBe(403)
    },
  )

  it("takes no more of a variant than there is", async () => {
    const response = await send(add, { ...ADDED, variantId: "var_x" })
    expect(response.status).toBe(404)
    expect((await send(add, { ...ADDED, quantity: "1e9" })).status).toBe(400)
  })

  it("reads a cookie of nonsense as an empty cart", async () => {
    const response = await send(add, ADDED, { cookie: "swag_cart=%E0%A4%A; swag_cart=a*b*c~~" })
    expect(await response.json()).toMatchObject({ count: 2 })
  })
})

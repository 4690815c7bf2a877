import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"

const EMPTY = { lines: [], subtotalCents: 0, currency: "usd", count: 0 }
const TWO = { ...EMPTY, subtotalCents: 2400, count: 2 }

let requests: { url: string; init: RequestInit }[]
let answer: () => Response | Promise<Response>
let store: typeof import("./cart-store")

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

beforeEach(async () => {
  requests = []
  answer = () => Response.json(EMPTY)
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    requests.push({ url, init })
    return answer()
  })
  vi.resetModules()
  store = await import("./cart-store")
})

afterEach(() => vi.unstubAllGlobals())

describe("the cart in the browser", () => {
  it("is unknown until the server has answered", async () => {
    expect(store.cartState().cart).toBeNull()
    await store.loadCart()
    expect(store.cartState().cart).toEqual(EMPTY)
  })

  it("is asked for once, however many parts of the page want it", async () => {
    await Promise.all([store.loadCart(), store.loadCart()])
    expect(requests).toHaveLength(1)
  })

  it("shows what the server says after a write", async () => {
    answer = () => Response.json(TWO)
    const taken = await store.sendCartForm("/cart/add", form({ variantId: "var_1", quantity: "2" }))
    expect(taken).toBe(true)
    expect(store.cartState().cart).toEqual(TWO)
    expect(requests[0]).toMatchObject({ url: "/cart/add", init: { method: "POST" } })
    expect(String(requests[0]?.init.body)).toBe("variantId=var_1&quantity=2")
    expect(new Headers(requests[0]?.init.headers).get("accept")).toBe("application/json")
  })

  it("hears a write while the cart is being asked for, and believes the write", async () => {
    let release: (response: Response) => void = () => undefined
    answer = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const asked = store.loadCart()
    expect(store.cartState().busy).toBe(false)
    const releaseOld = release
    answer = () => Response.json(TWO)
    await store.sendCartForm("/cart/add", form({ variantId: "var_1", quantity: "2" }))
    releaseOld(Response.json(EMPTY))
    await asked
    expect(store.cartState().cart).toEqual(TWO)
  })

  it("keeps the cart and says why when a write is refused", async () => {
    await store.loadCart()
    const error = { type: "INVENTORY_UNAVAILABLE", message: "Only 1 of Socks are left." }
    answer = () => Response.json({ error }, { status: 409 })
    const taken = await store.sendCartForm("/cart/add", form({ variantId: "var_1", quantity: "2" }))
    expect(taken).toBe(false)
    expect(store.cartState()).toMatchObject({ cart: EMPTY, busy: false, error: "Only 1 of Socks are left." })
  })

  it("says that nothing changed when the store cannot be reached", async () => {
    answer = () => Promise.reject(new TypeError("network"))
    expect(await store.sendCartForm("/cart/add", form({}))).toBe(false)
    expect(store.cartState()).toMatchObject({ busy: false, error: expect.stringContaining("try again") })
  })

  it("survives an answer that is not JSON", async () => {
    answer = () => new Response("<html>", { status: 502 })
    expect(await store.sendCartForm("/cart/add", form({}))).toBe(false)
    expect(store.cartState().error).toContain("try again")
  })

  it("sends writes one after the other, so that the last answer is the last word", async () => {
    let release: (response: Response) => void = () => undefined
    answer = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const first = store.sendCartForm("/cart/update", form({ quantity: "1" }))
    const second = store.sendCartForm("/cart/update", form({ quantity: "2" }))
    await vi.waitFor(() => expect(requests).toHaveLength(1))
    release(Response.json(EMPTY))
    await first
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    release(Response.json(TWO))
    await second
    expect(store.cartState().cart).toEqual(TWO)
  })

  it("forgets an old refusal when the drawer is closed", async () => {
    answer = () => Response.json({ error: { message: "No." } }, { status: 409 })
    await store.sendCartForm("/cart/add", form({}))
    store.openCart()
    store.closeCart()
    expect(store.cartState()).toMatchObject({ open: false, error: null })
  })
})

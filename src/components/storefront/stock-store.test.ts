import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"

let requests: number
let answer: () => Promise<Response>
let store: typeof import("./stock-store")

beforeEach(async () => {
  requests = 0
  answer = async () => Response.json({ stock: { var_1: 3 } })
  vi.stubGlobal("fetch", () => {
    requests += 1
    return answer()
  })
  vi.resetModules()
  store = await import("./stock-store")
})

afterEach(() => vi.unstubAllGlobals())

describe("the stock on a page", () => {
  it("is unknown first, then what the store says", async () => {
    expect(store.currentStock()).toBeNull()
    await store.loadStock()
    expect(store.currentStock()).toEqual({ var_1: 3 })
  })

  it("is asked for once, however many badges show it", async () => {
    await Promise.all([store.loadStock(), store.loadStock()])
    await store.loadStock()
    expect(requests).toBe(1)
  })

  it("stays unknown when the store refuses, and the page keeps what it was rendered with", async () => {
    answer = async () => new Response(null, { status: 503 })
    await store.loadStock()
    expect(store.currentStock()).toBeNull()
  })

  it("may be asked for again after the network failed", async () => {
    answer = () => Promise.reject(new TypeError("network"))
    await store.loadStock()
    answer = async () => Response.json({ stock: { var_1: 1 } })
    await store.loadStock()
    expect(store.currentStock()).toEqual({ var_1: 1 })
  })
})

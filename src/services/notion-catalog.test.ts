import { afterEach, beforeEach, expect, it } from "vitest"
import { openStore } from "../../tests/support/open-store"
import { startVendor, type VendorServer } from "../../tests/support/vendor-server"
import { listInventory } from "../store/inventory/list-inventory"
import { resetCatalog } from "../store/inventory/reset-catalog"
import { createNotionCatalog } from "./notion-catalog"

const title = (text: string) => ({ type: "title", title: [{ plain_text: text }] })
const text = (value: string) => ({ type: "rich_text", rich_text: [{ plain_text: value }] })
const select = (name: string) => ({ type: "select", select: { name } })

/** A page as Notion answers with it, with a formula and a person that are none of ours. */
function page(name: string, sku: string, more: object = {}) {
  return {
    object: "page",
    archived: false,
    properties: {
      Name: title(name),
      Type: select("T-Shirt"),
      SKU: text(sku),
      Cover: select("dark"),
      Price: { type: "number", number: 28.5 },
      Category: select("apparel"),
      Colors: text("grey #B8B5AE Heather Grey"),
      Sizes: { type: "multi_select", multi_select: [{ name: "M" }, { name: "S" }] },
      Variants: text("grey / S: 4\ngrey / M: 6"),
      Featured: { type: "checkbox", checkbox: true },
      Owner: { type: "people", people: [{}] },
      Margin: { type: "formula", formula: { number: 3 } },
      ...more,
    },
  }
}

let pages: object[]
let notion: VendorServer
beforeEach(async () => {
  notion = await startVendor(({ body }) => {
    const { start_cursor: cursor } = JSON.parse(body) as { start_cursor?: string }
    const from = Number(cursor ?? 0)
    const next = from + 2
    return {
      results: pages.slice(from, next),
      has_more: next < pages.length,
      next_cursor: next < pages.length ? String(next) : null,
    }
  })
})
afterEach(() => notion.close())

const open = () => createNotionCatalog({ token: "secret", databaseId: "data base", baseUrl: notion.origin })

it("is a product per page, over as many answers as it takes, and fills a shelf through the ledger", async () => {
  pages = [
    page("One", "N-1"),
    page("Two", "N-2"),
    { ...page("Gone", "N-0"), archived: true },
    page("Three", "N-3"),
  ]
  const { name, products } = await open().read()
  expect(name).toBe("notion")
  expect(products.map(({ sku }) => sku)).toEqual(["N-1", "N-2", "N-3"])
  expect(products[0]).toMatchObject({
    id: "prod_one",
    slug: "one",
    priceCents: 2850,
    cover: "dark",
    featured: true,
    sizes: ["S", "M"],
    colors: [{ name: "grey", hex: "#B8B5AE", label: "Heather Grey" }],
    variants: [
      { size: "S", color: "grey", stock: 4 },
      { size: "M", color: "grey", stock: 6 },
    ],
  })
  expect(notion.calls.map(({ url }) => decodeURIComponent(url.pathname))).toEqual(
    Array(2).fill("/v1/databases/data base/query"),
  )
  expect(notion.calls[0]?.headers).toMatchObject({
    authorization: "Bearer secret",
    "notion-version": "2022-06-28",
  })

  const store = await openStore()
  const ctx = { ...store.ctx, ports: { ...store.ports, catalogSource: open() } }
  const reset = await resetCatalog(ctx, { overwriteStock: true, deleteUnknownProducts: true })
  expect(reset).toMatchObject({ source: "notion", products: 3, variants: 6 })
  const shelf = await listInventory(ctx, { limit: 50 })
  expect(shelf.map(({ productId }) => productId)).toEqual(["prod_one", "prod_two", "prod_three"])
  await store.close()
})

it("with a page that cannot be read changes nothing, and says which and why", async () => {
  pages = [
    page("One", "N-1"),
    page("Two", "N 2!"),
    page("Three", "N-3", { Price: { type: "number", number: null } }),
  ]
  const store = await openStore()
  const before = await listInventory(store.ctx, { limit: 50 })
  const ctx = { ...store.ctx, ports: { ...store.ports, catalogSource: open() } }
  await expect(
    resetCatalog(ctx, { overwriteStock: true, deleteUnknownProducts: true }),
  ).rejects.toMatchObject({
    type: "VALIDATION_ERROR",
    message: expect.stringMatching(/Two: sku: .*Three: priceDollars: /),
  })
  expect(await listInventory(store.ctx, { limit: 50 })).toEqual(before)
  await store.close()
})

it("that has no products is a mistake, and not a reason to empty the shop", async () => {
  pages = []
  await expect(open().read()).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
})

it.each([429, 500, "lost", "garbage"] as const)(
  "that answers with %s is to be asked again",
  async (fault) => {
    pages = [page("One", "N-1")]
    notion.fail(typeof fault === "number" ? { status: fault } : fault)
    await expect(open().read()).rejects.toMatchObject({ type: "SERVICE_UNAVAILABLE" })
  },
)

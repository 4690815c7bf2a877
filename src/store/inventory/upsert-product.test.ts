import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenStore, openStore } from "../../../tests/support/open-store"
import { png } from "../../../tests/support/pictures"
import { type ProductInput, productInputSchema } from "../catalog/product-input"
import { findProductImage, listProductsByIds } from "../catalog/queries"
import { holdStock } from "./hold-stock"
import { listInventoryAudits } from "./list-inventory-audits"
import { previewProduct } from "./preview-product"
import { insertHolds } from "./queries"
import { upsertProduct } from "./upsert-product"

let store: OpenStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const PNG = png()

const input = (more: object = {}): ProductInput =>
  productInputSchema.parse({
    name: "Durable Bottle",
    type: "Bottle",
    sku: "INN-BOTTLE",
    cover: "dark",
    priceDollars: "24.50",
    category: "accessories",
    ...more,
  })

const load = async (id: string) => (await listProductsByIds(store.ctx.db, [id]))[0]

describe("saving a product", () => {
  it("makes exactly what its preview shows, under the ids that were given", async () => {
    const full = input({
      id: "prod_bottle",
      sku: "INN-BOTTLE-1",
      colorsText: "black #111111\ncream #F5F0E8 Warm Cream",
      sizesText: "12 oz, 20 oz",
      variantsText: "var_bottle-black-12 | black | 12 oz | 4\ncream / 12 oz: 6\nblack / 20 oz: 0",
      tagsText: "new, steel",
    })
    const preview = await previewProduct(store.ctx, full)
    const saved = await upsertProduct(store.ctx, full)
    expect(saved).toEqual(preview.product)
    expect(await load("prod_bottle")).toEqual(saved)
    expect(saved).toMatchObject({
      slug: "durable-bottle",
      priceCents: 2450,
      colors: [
        { name: "black", hex: "#111111", label: "black" },
        { name: "cream", hex: "#F5F0E8", label: "Warm Cream" },
      ],
      tags: ["new", "steel"],
      variants: [
        { id: "var_bottle-black-12", size: "12 oz", color: "black", stock: 4 },
        { id: "var_durable-bottle-black-20-oz", stock: 0 },
        { id: "var_durable-bottle-cream-12-oz", stock: 6 },
      ],
    })
  })

  it("puts opening stock into the ledger and tells cached pages", async () => {
    const before = store.ports.catalogChanges
    await upsertProduct(
      store.ctx,
      input({ id: "prod_pin", slug: "pin", sku: "INN-PIN", variants: [{ stock: 9 }] }),
    )
    const [row] = await listInventoryAudits(store.ctx, { limit: 1 })
    expect(row).toMatchObject({ variantId: "var_pin-one", mode: "opening", newStock: 9 })
    expect(store.ports.catalogChanges).toBe(before + 1)
  })

  it("changes what it names and leaves the rest", async () => {
    const first = await load("prod_anti-anti-infra-tee")
    const saved = await upsertProduct(
      store.ctx,
      input({
        id: "prod_anti-anti-infra-tee",
        sku: "INN-AAI-TEE",
        name: "Anti Anti Infra Tee",
        type: "T-Shirt",
        cover: "light",
        category: "apparel",
        priceDollars: "$30",
      }),
    )
    expect(saved).toEqual({ ...first, name: "Anti Anti Infra Tee", priceCents: 3000 })
  })

  it("finds the product by its sku when no id is given", async () => {
    const saved = await upsertProduct(store.ctx, input({ sku: "inn-mug-12oz", name: "Mug", type: "Mug" }))
    expect(saved.id).toBe("prod_insulated_coffee_mug_12oz")
  })

  it("leaves no second trace when it is saved again", async () => {
    const again = input({ id: "prod_pin", slug: "pin", sku: "INN-PIN", variants: [{ stock: 9 }] })
    const [before] = await listInventoryAudits(store.ctx, { limit: 1 })
    await upsertProduct(store.ctx, again)
    expect((await listInventoryAudits(store.ctx, { limit: 1 }))[0]).toEqual(before)
  })

  it("archives a variant with a history, deletes one without, and brings one back with its stock", async () => {
    const both = {
      id: "prod_hat",
      slug: "hat",
      sku: "INN-HAT",
      variants: [{ color: "red", stock: 3 }, { color: "blue" }],
    }
    await upsertProduct(store.ctx, input(both))
    const kept = await upsertProduct(store.ctx, input({ ...both, variants: [{ color: "green" }] }))
    expect(kept.variants.map(({ id }) => id)).toEqual(["var_hat-green"])
    const back = await upsertProduct(
      store.ctx,
      input({ ...both, variants: [{ color: "red" }, { color: "blue" }] }),
    )
    expect(back.variants).toMatchObject([
      { id: "var_hat-blue", stock: 0 },
      { id: "var_hat-red", stock: 3 },
    ])
  })

  it("takes a product off the shelf and brings it back as it was", async () => {
    const lamp = { id: "prod_lamp", slug: "lamp", sku: "INN-LAMP", variants: [{ stock: 2 }] }
    const saved = await upsertProduct(store.ctx, input(lamp))
    await upsertProduct(store.ctx, input({ id: "prod_lamp", sku: "INN-LAMP", archived: true }))
    expect(await load("prod_lamp")).toBeUndefined()
    expect(await upsertProduct(store.ctx, input({ id: "prod_lamp", sku: "INN-LAMP" }))).toEqual(saved)
    expect(await load("prod_lamp")).toEqual(saved)
  })

  it("never takes what an open checkout holds", async () => {
    await upsertProduct(
      store.ctx,
      input({ id: "prod_bag", slug: "bag", sku: "INN-BAG", variants: [{ stock: 5 }] }),
    )
    await store.ctx.db.transaction((tx) =>
      holdStock("ord_open", [{ variantId: "var_bag-one", quantity: 2, label: "Bag" }], (hold) =>
        insertHolds(tx, hold),
      ),
    )
    const echoed = await upsertProduct(
      store.ctx,
      input({ id: "prod_bag", sku: "INN-BAG", variants: [{ stock: 3 }] }),
    )
    expect(echoed.variants[0]?.stock).toBe(3)
    const [row] = await listInventoryAudits(store.ctx, { limit: 1 })
    expect(row?.mode).toBe("opening")
  })

  it.each([
    ["a sku of another product", { id: "prod_new", sku: "INN-AAI-TEE" }, "CONFLICT", "sku"],
    ["a slug of another product", { sku: "INN-NEW", slug: "baseball-cap" }, "CONFLICT", "slug"],
    [
      "a variant of another product",
      { sku: "INN-NEW", slug: "new", variants: [{ id: "var_sticker-pack-one" }] },
      "CONFLICT",
      "variants",
    ],
    [
      "a variant twice",
      { sku: "INN-NEW", slug: "new", variants: [{ size: "M" }, { size: "M" }] },
      "VALIDATION_ERROR",
      "variants",
    ],
    ["a colour without its hex", { sku: "INN-NEW", colorsText: "grey" }, "VALIDATION_ERROR", "colorsText"],
    [
      "a variant line of riddles",
      { sku: "INN-NEW", variantsText: "a / b / c / d" },
      "VALIDATION_ERROR",
      "variantsText",
    ],
    ["a text for a picture", { sku: "INN-NEW", imageBase64: "aGVsbG8=" }, "VALIDATION_ERROR", "imageBase64"],
    [
      "an SVG for a picture",
      { sku: "INN-NEW", imageBase64: Buffer.from("<svg onload=alert(1)>").toString("base64") },
      "VALIDATION_ERROR",
      "imageBase64",
    ],
  ])("refuses %s in preview and save alike, naming the field", async (_case, more, type, field) => {
    const refusal = { type, details: { issues: [{ field }] } }
    await expect(previewProduct(store.ctx, input(more))).rejects.toMatchObject(refusal)
    await expect(upsertProduct(store.ctx, input(more))).rejects.toMatchObject(refusal)
  })

  it("keeps a picture under a random name", async () => {
    const withPicture = { id: "prod_pic", slug: "pic", sku: "INN-PIC", imageBase64: PNG.toString("base64") }
    const saved = await upsertProduct(store.ctx, input(withPicture))
    expect(saved.image).toMatch(/^\/api\/product-images\/img_[0-9a-z]{26}$/)
    const stored = await findProductImage(store.ctx.db, saved.image.split("/").at(-1) ?? "")
    expect(stored).toMatchObject({ contentType: "image/png", base64: PNG.toString("base64") })
  })

  it("fetches a picture from its address and does not believe its name", async () => {
    store.ports.pictureFiles.set("https://pictures.test/a.png", PNG)
    store.ports.pictureFiles.set("https://pictures.test/b.png", Buffer.from("<html>"))
    const product = { id: "prod_url", slug: "url", sku: "INN-URL" }
    const saved = await upsertProduct(
      store.ctx,
      input({ ...product, imageSourceUrl: "https://pictures.test/a.png" }),
    )
    expect(saved.image).toContain("/api/product-images/img_")
    const wrong = upsertProduct(
      store.ctx,
      input({ ...product, imageSourceUrl: "https://pictures.test/b.png" }),
    )
    await expect(wrong).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
  })
})

it.each([
  "../../etc/passwd",
  "/products/../secret",
  "http://x.test/a.png",
  "javascript:alert(1)",
  'https://x.test/a"onerror=1',
])("a product's picture cannot be %s", (image) => {
  expect(() => input({ image })).toThrow()
})

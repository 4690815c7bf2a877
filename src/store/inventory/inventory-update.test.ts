import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenStore, openStore } from "../../../tests/support/open-store"
import { outbox } from "../outbox/tables"
import { applyInventoryUpdate } from "./apply-inventory-update"
import { inventoryUpdateSchema } from "./inventory-update"
import { listInventory } from "./list-inventory"
import { listInventoryAudits } from "./list-inventory-audits"
import { previewInventoryUpdate } from "./preview-inventory-update"

let store: OpenStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const SOCKS = "var_black-step-socks-one"
const update = (input: unknown) => inventoryUpdateSchema.parse(input)
const receive = (quantity: number, more: object = {}) =>
  update({ mode: "receive_shipment", reason: "Delivery", items: [{ variantId: SOCKS, quantity }], ...more })

async function stockOf(variantId: string): Promise<number | undefined> {
  const products = await listInventory(store.ctx, { limit: 100 })
  return products.flatMap(({ variants }) => variants).find((row) => row.variantId === variantId)?.stock
}

describe("an inventory update", () => {
  it("is applied exactly as its preview shows", async () => {
    const input = receive(12)
    const preview = await previewInventoryUpdate(store.ctx, input)
    const applied = await applyInventoryUpdate(store.ctx, input)
    expect(preview).toMatchObject({ ok: true, issues: [] })
    expect(applied.adjustments).toMatchObject(preview.items)
    expect(await stockOf(SOCKS)).toBe(preview.items[0]?.newStock)
  })

  it("sets what was counted, adds what arrived and corrects by a difference", async () => {
    const apply = (mode: string, item: object) =>
      applyInventoryUpdate(
        store.ctx,
        update({ mode, reason: "Test", items: [{ variantId: "var_sticker-pack-one", ...item }] }),
      )
    await apply("audit_count", { stock: 100 })
    await apply("receive_shipment", { quantity: 20 })
    await apply("manual_correction", { quantity: -5 })
    expect(await stockOf("var_sticker-pack-one")).toBe(115)
  })

  it("finds a variant by sku, size and colour as suppliers write them", async () => {
    const items = [{ sku: "inn-aai-tee", size: "2XL", color: "Heather Gray", quantity: 3 }]
    const preview = await previewInventoryUpdate(store.ctx, update({ mode: "receive_shipment", items }))
    expect(preview.items[0]).toMatchObject({ variantId: "var_aai-tee-grey-xxl", quantityChange: 3 })
  })

  it("says which sizes there are when the size is missing or wrong", async () => {
    const items = [
      { sku: "INN-AAI-TEE", quantity: 3 },
      { sku: "INN-AAI-TEE", size: "XS", quantity: 3 },
    ]
    const preview = await previewInventoryUpdate(store.ctx, update({ mode: "receive_shipment", items }))
    expect(preview.ok).toBe(false)
    expect(preview.issues[0]?.message).toContain("INN-AAI-TEE grey XL")
    expect(preview.issues[1]?.message).toContain("There is no INN-AAI-TEE XS")
  })

  it.each([
    [
      "the same variant twice",
      [
        { variantId: SOCKS, quantity: 1 },
        { sku: "INN-STEP-SOCKS-BLK", quantity: 2 },
      ],
    ],
    ["an unknown variant", [{ variantId: "var_none", quantity: 1 }]],
    ["a product and a variant that disagree", [{ variantId: SOCKS, sku: "INN-AAI-TEE", quantity: 1 }]],
    ["nothing that names a variant", [{ quantity: 1 }]],
    ["a shipment of nothing", [{ variantId: SOCKS, quantity: 0 }]],
    ["a stock where a change belongs", [{ variantId: SOCKS, stock: 4 }]],
  ])("previews %s as an error, and refuses it whole when applied", async (_case, items) => {
    const before = await stockOf(SOCKS)
    const input = update({
      mode: "receive_shipment",
      reason: "Test",
      items: [...items, { variantId: "var_baseball-cap-black-one", quantity: 1 }],
    })
    expect(await previewInventoryUpdate(store.ctx, input)).toMatchObject({ ok: false })
    await expect(applyInventoryUpdate(store.ctx, input)).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
    expect(await stockOf(SOCKS)).toBe(before)
    expect(await stockOf("var_baseball-cap-black-one")).toBe(15)
  })

  it("never takes away more than there is", async () => {
    const input = update({
      mode: "manual_correction",
      reason: "Lost",
      items: [{ variantId: "var_baseball-cap-black-one", quantity: -16 }],
    })
    await expect(applyInventoryUpdate(store.ctx, input)).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
  })

  it("needs a reason to be applied, and previews without one", async () => {
    const input = update({ mode: "receive_shipment", items: [{ variantId: SOCKS, quantity: 1 }] })
    expect(await previewInventoryUpdate(store.ctx, input)).toMatchObject({
      ok: true,
      issues: [{ severity: "warning" }],
    })
    await expect(applyInventoryUpdate(store.ctx, input)).rejects.toMatchObject({
      type: "VALIDATION_ERROR",
      details: { issues: [{ field: "reason" }] },
    })
  })

  it("is a conflict when the stock is no longer the one that was expected", async () => {
    const stock = (await stockOf(SOCKS)) ?? 0
    const item = { variantId: SOCKS, stock: 5, expectedStock: stock + 1 }
    const input = update({ mode: "audit_count", reason: "Count", items: [item] })
    await expect(applyInventoryUpdate(store.ctx, input)).rejects.toMatchObject({ type: "CONFLICT" })
    const again = { ...input, items: [{ ...item, expectedStock: stock }] }
    await expect(applyInventoryUpdate(store.ctx, again)).resolves.toMatchObject({
      adjustments: [{ newStock: 5 }],
    })
  })

  it("happens once per idempotency key; the key with another update is a conflict", async () => {
    const input = receive(7, { idempotencyKey: "delivery-1" })
    const first = await applyInventoryUpdate(store.ctx, input)
    const stock = await stockOf(SOCKS)
    expect(await applyInventoryUpdate(store.ctx, input)).toEqual(first)
    expect(await stockOf(SOCKS)).toBe(stock)
    const other = receive(8, { idempotencyKey: "delivery-1" })
    await expect(applyInventoryUpdate(store.ctx, other)).rejects.toMatchObject({ type: "CONFLICT" })
  })

  it("leaves its key free when it fails", async () => {
    const wrong = receive(1, {
      idempotencyKey: "delivery-2",
      items: [{ variantId: "var_none", quantity: 1 }],
    })
    await expect(applyInventoryUpdate(store.ctx, wrong)).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
    await expect(
      applyInventoryUpdate(store.ctx, receive(1, { idempotencyKey: "delivery-2" })),
    ).resolves.toBeDefined()
  })

  it("tells the workflow which variants changed", async () => {
    const { batchId } = await applyInventoryUpdate(store.ctx, receive(1))
    const events = await store.ctx.db.select().from(outbox)
    expect(events.find(({ id }) => id === `inventory.changed:${batchId}`)?.payload).toMatchObject({
      variantIds: [SOCKS],
    })
  })
})

describe("the ledger", () => {
  it("is read newest first, page by page", async () => {
    const first = await listInventoryAudits(store.ctx, { limit: 2 })
    const second = await listInventoryAudits(store.ctx, { limit: 2, after: first[1]?.id })
    const all = await listInventoryAudits(store.ctx, { limit: 4 })
    expect([...first, ...second]).toEqual(all)
    expect(all[0]).toMatchObject({ actorEmail: "agent@shop.test", mode: "receive_shipment" })
  })

  it("shows the opening stock beside the current one", async () => {
    const products = await listInventory(store.ctx, { limit: 100 })
    const tee = products
      .flatMap(({ variants }) => variants)
      .find(({ variantId }) => variantId === "var_aai-tee-grey-s")
    expect(tee).toMatchObject({ initialStock: 20, stock: 20 })
  })
})

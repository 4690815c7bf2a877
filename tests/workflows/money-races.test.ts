import { describe, expect, it } from "vitest"
import { allowWithinLimits } from "../../src/store/access/allow-within-limits"
import { archiveProduct } from "../../src/store/catalog/archive-product"
import type { Context } from "../../src/store/context"
import { inTransaction } from "../../src/store/context"
import { applyInventoryUpdate } from "../../src/store/inventory/apply-inventory-update"
import { moveStock } from "../../src/store/inventory/move-stock"
import { resetCatalog } from "../../src/store/inventory/reset-catalog"
import { upsertProduct } from "../../src/store/inventory/upsert-product"
import { recordToSheet } from "../../src/store/orders/record-to-sheet"
import { refundOrder } from "../../src/store/orders/refund-order"
import { reserveInventory } from "../../src/store/orders/reserve-inventory"
import { startCheckout } from "../../src/store/orders/start-checkout"
import { submitOrder } from "../../src/store/orders/submit-order"
import { updateOrderStatus } from "../../src/store/orders/update-order-status"
import { exportLedger } from "../../src/store/proof/export-ledger"
import { proveLedger } from "../../src/store/proof/prove-ledger"
import { openOnPostgres } from "../support/databases"
import { ADMIN } from "../support/open-store"
import { MUG, TEE_M, useTrade } from "../support/open-trade"

const HOODIE_S = {
  productId: "prod_anti-anti-infra-hoodie",
  variantId: "var_aai-hoodie-black-s",
  quantity: 1,
}

const TEE = {
  id: TEE_M.productId,
  name: "Anti Anti Infra Co.",
  type: "T-Shirt",
  sku: "INN-AAI-TEE",
}

describe("what wants the same pieces, money or rows at once (Postgres)", () => {
  const trade = useTrade(openOnPostgres)

  it("the catalogue is reset while carts of several products are checked out, and neither waits for ever", async () => {
    for (const item of [HOODIE_S, TEE_M, MUG]) await trade().stockTo(item.variantId, 1_000)
    const doings: Promise<unknown>[] = []
    for (let n = 0; n < 12; n++) {
      doings.push(resetCatalog(trade().ctx, { overwriteStock: false, deleteUnknownProducts: false }))
      for (const items of [
        [HOODIE_S, TEE_M],
        [TEE_M, HOODIE_S, MUG],
      ]) {
        doings.push(startCheckout(trade().as({ kind: "shopper" }), { items }))
      }
    }
    expect(await failures(doings)).toEqual([])
  })

  it("one agent orders and counts the same pieces at once, within its daily limits, and neither waits for ever", async () => {
    await trade().stockTo(MUG.variantId, 1_000)
    const agent = trade().as({ kind: "agent", id: "tok_1", email: "agent@shop.test", scopes: [] })
    const limits = { orders: 1_000, compCents: null, stockUnits: 1_000 }
    const within = (work: (ctx: Context) => Promise<unknown>) =>
      allowWithinLimits(
        agent,
        limits,
        { tokenId: "tok_1", operation: "test", fingerprint: "test", summary: "A test" },
        work,
      )
    const received = {
      mode: "receive_shipment",
      reason: "A shipment",
      items: [{ variantId: MUG.variantId, quantity: 1 }],
    } as const
    const doings = Array.from({ length: 12 }, () => [
      within((ctx) => submitOrder(ctx, { items: [MUG] })),
      within((ctx) => applyInventoryUpdate(ctx, { ...received, items: [...received.items] })),
    ])
    expect(await failures(doings.flat())).toEqual([])
  })

  it("people at the desk edit, count and archive while orders run: nothing waits for ever, and the books agree", async () => {
    const desk = trade().as(ADMIN)
    const tee = { ...TEE, cover: "light", category: "apparel" } as const
    const sizes = ["s", "m", "l"].map((size) => ({ ...TEE_M, variantId: `var_aai-tee-grey-${size}` }))
    const variants = sizes.map(({ variantId }, index) => ({
      id: variantId,
      size: ["S", "M", "L"][index] ?? "",
      color: "grey",
    }))
    const count = () =>
      applyInventoryUpdate(desk, {
        mode: "audit_count",
        reason: "Counted",
        items: sizes.map(({ variantId }, n) => ({ variantId, stock: 30 + n })),
      })
    const bought = async () => {
      const { orderId, sessionId } = await trade().checkout(sizes)
      trade().payments.pay(sessionId)
      await trade().deliver()
      await reserveInventory(trade().ctx, orderId)
      await updateOrderStatus(desk, { orderId, status: "cancelled" })
      await refundOrder(trade().ctx, orderId)
    }
    await count()
    const doings = Array.from({ length: 8 }, (_, n) => [
      bought(),
      upsertProduct(desk, { ...tee, priceDollars: `${20 + n}`, variants }),
      count(),
      archiveProduct(desk, { productId: TEE_M.productId, archived: n % 2 === 0 }),
    ])
    // What was archived a moment ago is not on sale, and what is counted down is not there: both are words, no surprise.
    expect(await failures(doings.flat(), ["NOT_FOUND", "INVENTORY_UNAVAILABLE"])).toEqual([])
  })

  it("a hash that the proof has shown stays a hash of the ledger, whatever was being written meanwhile", async () => {
    let finish: () => void = () => undefined
    let written: () => void = () => undefined
    const isWritten = new Promise<void>((resolve) => {
      written = resolve
    })
    const cause = {
      batchId: "bat_1",
      mode: "receive_shipment",
      source: "test",
      reason: "A shipment",
    } as const
    // This row has its place in the ledger, and is not there yet for anyone to see.
    const slow = inTransaction(trade().ctx, async (tx) => {
      await moveStock(tx, cause, [{ variantId: MUG.variantId, quantityChange: 3 }])
      written()
      await new Promise<void>((resolve) => {
        finish = resolve
      })
    })
    await isWritten
    await inTransaction(trade().ctx, (tx) =>
      moveStock(tx, cause, [{ variantId: TEE_M.variantId, quantityChange: 2 }]),
    )
    const proving = proveLedger(trade().ctx)
    await new Promise((resolve) => setTimeout(resolve, 300))
    finish()
    await slow
    const { ledgerHead } = await proving
    expect(await hashes(trade().ctx)).toContain(ledgerHead)
    await proveLedger(trade().ctx)
    expect(await hashes(trade().ctx)).toContain(ledgerHead)
  })

  it("a packer's row that was being written while the order was cancelled says so in the end", async () => {
    const { orderId, sessionId } = await trade().checkout([TEE_M])
    trade().payments.pay(sessionId)
    await trade().deliver()
    const { sheet } = trade().ctx.ports
    let arrived = 0
    const slow: Context = {
      ...trade().ctx,
      ports: {
        ...trade().ctx.ports,
        sheet: {
          async record(row) {
            // Google takes its time with the first row, and the second overtakes it.
            if (arrived++ === 0) {
              await updateOrderStatus(trade().ctx, { orderId, status: "cancelled" })
              await recordToSheet(trade().ctx, orderId)
            }
            return sheet.record(row)
          },
        },
      },
    }
    await recordToSheet(slow, orderId)
    expect(trade().sheet.get(orderId)?.[13]).toBe("cancelled")
    await refundOrder(trade().ctx, orderId)
  })
})

/** What went wrong among many things at once, but for what the shop may well say. */
async function failures(doings: Promise<unknown>[], allowed: readonly string[] = []): Promise<string[]> {
  const ends = await Promise.allSettled(doings)
  return ends.flatMap((end) => {
    if (end.status === "fulfilled" || allowed.includes(end.reason.type)) return []
    return [String(end.reason.cause ?? end.reason)]
  })
}

async function hashes(ctx: Context): Promise<string[]> {
  let text = ""
  for await (const piece of exportLedger(ctx)) text += piece
  return text.split("\r\n").flatMap((line) => line.split(",").at(-1) ?? [])
}

import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { lockProduct } from "../catalog/desk-queries"
import type { Product } from "../catalog/product"
import type { ProductInput } from "../catalog/product-input"
import { findProduct, findProductIdBySku } from "../catalog/queries"
import { type Context, inTransaction } from "../context"
import { upsertProduct } from "./upsert-product"

/**
 * Saves a product from a form. The form says which version it was filled from (`seenAt`, null for a new product),
 * so that of two people who edit one product the second is told, and nothing is lost.
 * @throws StoreError CONFLICT when the product has changed since, or exists already; otherwise as upsertProduct
 */
export async function saveProduct(
  ctx: Context,
  input: { readonly product: ProductInput; readonly seenAt: string | null },
): Promise<Product> {
  const saved = await inTransaction(ctx, async (tx) => {
    const id = input.product.id ?? (await findProductIdBySku(tx.db, input.product.sku))
    const before = id ? await lockProduct(tx.db, id) : undefined
    requireSeen(before?.updatedAt, input.seenAt, id)
    const product = await upsertProduct(tx, input.product)
    const after = await findProduct(tx.db, product.id)
    await recordAudit(tx, {
      action: before ? "product.changed" : "product.created",
      subject: product.id,
      before: before && changesOf(before, after),
      after: before ? changesOf(after, before) : { name: product.name, priceCents: product.priceCents },
    })
    return product
  })
  // The upsert told the pages before this transaction was done; they are told again now that it is.
  ctx.ports.catalogChanged()
  return saved
}

function requireSeen(updatedAt: Date | undefined, seenAt: string | null, id: string | undefined): void {
  if (updatedAt === undefined && seenAt === null) return
  if (updatedAt !== undefined && seenAt === updatedAt.toISOString()) return
  throw seenAt === null
    ? new StoreError("CONFLICT", `The product ${id} exists already.`, {
        userAction: "Choose another id and sku, or edit that product.",
      })
    : new StoreError("CONFLICT", "Someone else has saved this product since you opened it.", {
        userAction: "Open the product again in another tab and bring the two together; nothing was saved.",
      })
}

type Row = Awaited<ReturnType<typeof findProduct>>

/** The fields of `row` in which the two differ. */
function changesOf(row: Row, other: Row): Record<string, unknown> {
  const ignored = new Set(["updatedAt", "createdAt"])
  return Object.fromEntries(
    Object.entries(row ?? {}).filter(
      ([name, value]) =>
        !ignored.has(name) && JSON.stringify(value) !== JSON.stringify(other?.[name as keyof typeof other]),
    ),
  )
}

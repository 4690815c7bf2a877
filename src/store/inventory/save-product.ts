import { StoreError } from "../../errors"
import { lockProduct } from "../catalog/desk-queries"
import type { Product } from "../catalog/product"
import type { ProductInput } from "../catalog/product-input"
import { findProductIdBySku } from "../catalog/queries"
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
    return upsertProduct(tx, input.product)
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

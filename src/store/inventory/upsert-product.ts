import { sql } from "drizzle-orm"
import { type ProductPlan, planProduct } from "../catalog/plan-product"
import type { Product } from "../catalog/product"
import type { ProductInput } from "../catalog/product-input"
import { findProduct, insertProduct, saveVariants, updateProduct } from "../catalog/queries"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { loadKnownCatalog } from "./load-known-catalog"
import { moveStock } from "./move-stock"
import { readPicture, storePicture } from "./product-picture"
import { recordProductChange } from "./record-product-change"
import { removeVariants } from "./remove-variants"
import { tellOfStock } from "./tell-of-stock"

const CATALOG_LOCK = 7_239_116

/**
 * Saves a product exactly as previewProduct shows it, in one transaction: what the input names is changed, stock
 * moves through the ledger, variants with a history are archived and not deleted. Saving the same input again
 * changes nothing.
 * @throws StoreError as planProduct and readPicture do; INVENTORY_UNAVAILABLE when a stock would go below what open
 * checkouts hold; FORBIDDEN over the caller's daily limit
 */
export async function upsertProduct(ctx: Context, input: ProductInput): Promise<Product> {
  const picture = await readPicture(ctx, input)
  const saved = await inTransaction(ctx, async (tx) => {
    // One editor at a time: the plan is made of what the tables say now.
    await tx.db.execute(sql`select pg_advisory_xact_lock(${CATALOG_LOCK})`)
    // The day's spending is locked before the variants, as orders lock them.
    await tx.allowance?.spend(tx, {})
    const plan = planProduct(input, await loadKnownCatalog(tx, input))
    const before = await findProduct(tx.db, plan.product.id)
    const image = picture ? await storePicture(tx, picture) : plan.product.image
    await saveProduct(tx, plan, image, input.archived ? tx.now() : null)
    await moveShelf(tx, plan)
    await recordProductChange(tx, before, plan)
    return { ...plan.product, image }
  })
  ctx.ports.catalogChanged()
  return saved
}

async function saveProduct(
  tx: Context,
  plan: ProductPlan,
  image: string,
  archivedAt: Date | null,
): Promise<void> {
  const { variants, currency, ...product } = plan.product
  const row = {
    ...product,
    image,
    colors: [...product.colors],
    sizes: [...product.sizes],
    tags: [...product.tags],
    archivedAt,
    updatedAt: tx.now(),
  }
  if (plan.action === "create") await insertProduct(tx.db, { ...row, createdAt: tx.now() })
  else await updateProduct(tx.db, row)
  await removeVariants(tx, plan.removed)
  await saveVariants(
    tx.db,
    variants.map(({ id, size, color }) => ({ id, size, color, productId: product.id, updatedAt: tx.now() })),
  )
}

async function moveShelf(tx: Context, plan: ProductPlan): Promise<void> {
  const units = plan.movements.reduce((sum, { quantityChange }) => sum + Math.abs(quantityChange), 0)
  if (units === 0) return
  await tx.allowance?.spend(tx, { stockUnits: units })
  const batchId = newId("batch")
  for (const opening of [true, false]) {
    await moveStock(
      tx,
      {
        batchId,
        mode: opening ? "opening" : "manual_correction",
        source: "product",
        reason: opening ? "Opening stock" : "Changed with the product",
      },
      plan.movements.filter((movement) => movement.opening === opening),
    )
  }
  const told = { key: batchId, source: "product", reason: "Saved with the product", causeId: batchId }
  await tellOfStock(tx, told, plan.movements)
}

import { recordAudit } from "../audit/record-audit"
import type { ProductPlan } from "../catalog/plan-product"
import { findProduct, type ProductRow } from "../catalog/queries"
import type { Context } from "../context"

/**
 * Writes into the audit log what saving a product has changed, field by field, whoever has saved it. A product that
 * was saved as it was leaves no line. Must run inside the transaction of the deed.
 */
export async function recordProductChange(
  tx: Context,
  before: ProductRow | undefined,
  { product, movements, removed }: ProductPlan,
): Promise<void> {
  const after = await findProduct(tx.db, product.id)
  const units = movements.map(({ variantId, quantityChange }) => ({ variantId, quantityChange }))
  const shelf = {
    ...(removed.length > 0 ? { removed } : {}),
    ...(units.length > 0 ? { units } : {}),
  }
  const changes = changesOf(after, before)
  if (before && Object.keys({ ...changes, ...shelf }).length === 0) return
  await recordAudit(tx, {
    action: before ? "product.changed" : "product.created",
    subject: product.id,
    before: before && changesOf(before, after),
    after: before
      ? { ...changes, ...shelf }
      : { name: product.name, sku: product.sku, priceCents: product.priceCents, ...shelf },
  })
}

/** The fields of `row` in which the two differ. */
function changesOf(row: ProductRow | undefined, other: ProductRow | undefined): Record<string, unknown> {
  const ignored = new Set(["updatedAt", "createdAt"])
  return Object.fromEntries(
    Object.entries(row ?? {}).filter(
      ([name, value]) =>
        !ignored.has(name) && JSON.stringify(value) !== JSON.stringify(other?.[name as keyof ProductRow]),
    ),
  )
}

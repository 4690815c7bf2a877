import { compareSizes } from "../catalog/product"
import { listProductIds } from "../catalog/queries"
import { requireProductCursor } from "../catalog/require-product-cursor"
import type { Context } from "../context"
import { type InventoryRow, listInventoryRows } from "./queries"

/**
 * What stands on the shelf, product by product in the catalogue's order, each with its variants; at most `limit`
 * products. `after` is the id of the last product of the page before.
 * @throws StoreError VALIDATION_ERROR for an `after` that is not a product
 */
export async function listInventory(
  ctx: Context,
  input: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly productId: string; readonly variants: InventoryRow[] }[]> {
  await requireProductCursor(ctx, input.after)
  const ids = await listProductIds(ctx.db, input.limit, input.after)
  const pages = new Map(ids.map((productId) => [productId, { productId, variants: [] as InventoryRow[] }]))
  for (const row of await listInventoryRows(ctx.db, ids)) pages.get(row.productId)?.variants.push(row)
  for (const { variants } of pages.values()) {
    variants.sort((a, b) => a.color.localeCompare(b.color) || compareSizes(a.size, b.size))
  }
  return [...pages.values()]
}

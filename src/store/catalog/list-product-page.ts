import type { Context } from "../context"
import type { Product } from "./product"
import { listProductIds, listProductsByIds } from "./queries"
import { requireProductCursor } from "./require-product-cursor"

/**
 * At most `limit` products in the catalogue's order; `after` is the id of the last product of the page before.
 * @throws StoreError VALIDATION_ERROR for an `after` that is not a product
 */
export async function listProductPage(
  ctx: Context,
  input: { readonly limit: number; readonly after?: string | undefined },
): Promise<Product[]> {
  await requireProductCursor(ctx, input.after)
  return listProductsByIds(ctx.db, await listProductIds(ctx.db, input.limit, input.after))
}

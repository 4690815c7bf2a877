import { listProductsByVariantIds } from "../catalog/queries"
import type { Context } from "../context"
import { type CartItem, quoteCart } from "./cart"

/**
 * That the item could be bought on its own, right now.
 * @throws StoreError as quoteCart does
 */
export async function requireVariant(ctx: Context, item: CartItem): Promise<void> {
  quoteCart([item], await listProductsByVariantIds(ctx.db, [item.variantId]), null)
}

import { listProductsByVariantIds } from "../catalog/queries"
import type { Context } from "../context"
import { findUsableDiscount } from "../discounts/find-usable-discount"
import { type CartItem, type Quote, quoteCart, requirePayable } from "./cart"

/**
 * Prices the items as of now. Nothing is held: see start-checkout for that.
 * @throws StoreError as quoteCart, requirePayable and findUsableDiscount do
 */
export async function priceCart(
  ctx: Context,
  input: { readonly items: readonly CartItem[]; readonly discountCode?: string | undefined },
): Promise<Quote> {
  const products = await listProductsByVariantIds(
    ctx.db,
    input.items.map((item) => item.variantId),
  )
  const discount = input.discountCode ? await findUsableDiscount(ctx, input.discountCode) : null
  const quote = quoteCart(input.items, products, discount)
  requirePayable(quote)
  return quote
}

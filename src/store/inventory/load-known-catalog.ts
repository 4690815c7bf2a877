import { type KnownCatalog, productIdOf, slugOf } from "../catalog/plan-product"
import type { ProductInput } from "../catalog/product-input"
import {
  findProduct,
  findProductIdBySku,
  findProductIdBySlug,
  listStoredVariants,
  toProductWithoutVariants,
} from "../catalog/queries"
import { readProductTexts } from "../catalog/read-product-texts"
import type { Context } from "../context"

/** What planProduct needs to know of the catalogue. */
export async function loadKnownCatalog(ctx: Context, input: ProductInput): Promise<KnownCatalog> {
  const skuOwner = await findProductIdBySku(ctx.db, input.sku)
  const id = productIdOf(input, skuOwner)
  const row = await findProduct(ctx.db, id)
  const slugOwner = await findProductIdBySlug(ctx.db, input.slug ?? row?.slug ?? slugOf(input))
  const named = [...(input.variants ?? []), ...(readProductTexts(input).variants ?? [])].flatMap(
    (variant) => variant.id ?? [],
  )
  return {
    product: row && toProductWithoutVariants(row),
    variants: await listStoredVariants(ctx.db, id, named),
    slugOwner,
    skuOwner,
  }
}

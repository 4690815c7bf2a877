import { planProduct } from "../catalog/plan-product"
import type { Product } from "../catalog/product"
import { decodeImage, imageTypeOf } from "../catalog/product-image"
import type { ProductInput } from "../catalog/product-input"
import type { Context } from "../context"
import { loadKnownCatalog } from "./load-known-catalog"

/**
 * The product as upsertProduct would save it. Nothing is saved, and no picture is fetched.
 * @throws StoreError as planProduct does, and VALIDATION_ERROR for an imageBase64 that is no picture
 */
export async function previewProduct(
  ctx: Context,
  input: ProductInput,
): Promise<{ readonly product: Product; readonly nextAction: string }> {
  if (input.imageBase64 !== undefined) imageTypeOf(decodeImage(input.imageBase64), "imageBase64")
  const plan = planProduct(input, await loadKnownCatalog(ctx, input))
  const says = [
    plan.action === "create"
      ? `This makes a new product, ${plan.product.id}.`
      : `This updates ${plan.product.id}.`,
    plan.movements.length > 0 && `Stock of ${plan.movements.length} variants changes through the ledger.`,
    plan.removed.length > 0 &&
      `It takes ${plan.removed.join(", ")} off the shelf: add them to variants to keep them.`,
    input.archived && "It takes the product off the shelf.",
    input.imageSourceUrl !== undefined && "The picture is fetched when the product is saved.",
    "If that is what you want, call upsert_product with the same input.",
  ]
  return { product: plan.product, nextAction: says.filter(Boolean).join(" ") }
}

import { z } from "zod"
import { productInputSchema } from "../../store/catalog/product-input"
import { previewProduct as preview } from "../../store/inventory/preview-product"
import { defineOperation } from "../operation"
import { toProductAnswer } from "../product-answer"
import { productShape } from "../shapes"

export const previewProduct = defineOperation({
  name: "preview_product",
  title: "Preview a product",
  description:
    "Shows a product as upsert_product would save it, with the ids it would get. Nothing is saved. To change a product, send its id or sku (from list_products); what you leave out stays as it is.",
  scopes: ["swag:products:write"],
  effect: "read",
  errors: ["CONFLICT"],
  input: productInputSchema,
  output: z.object({ product: productShape, nextAction: z.string() }),
  async run(ctx, input) {
    const { product, nextAction } = await preview(ctx, input)
    return { product: toProductAnswer(product), nextAction }
  },
})

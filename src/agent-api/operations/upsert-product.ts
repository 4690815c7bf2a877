import { z } from "zod"
import { productInputSchema } from "../../store/catalog/product-input"
import { upsertProduct as upsert } from "../../store/inventory/upsert-product"
import { defineOperation } from "../operation"
import { toProductAnswer } from "../product-answer"
import { productShape } from "../shapes"

export const upsertProduct = defineOperation({
  name: "upsert_product",
  title: "Create or update a product",
  description:
    "Saves a product exactly as preview_product showed; call that first. Ids that you give are kept. Stock of new variants enters the ledger as opening stock. Sending the same input again changes nothing.",
  scopes: ["swag:products:write"],
  effect: "idempotent",
  errors: ["CONFLICT"],
  input: productInputSchema,
  output: z.object({ product: productShape }),
  summarize: ({ sku, name }) => `Save the product ${name} (${sku})`,
  run: async (ctx, input) => ({ product: toProductAnswer(await upsert(ctx, input)) }),
})

import { z } from "zod"
import { listProductPage } from "../../store/catalog/list-product-page"
import { fitPage } from "../fit-page"
import { defineOperation } from "../operation"
import { cursorSchema, listedProductShape, nextCursorSchema } from "../shapes"

export const listProducts = defineOperation({
  name: "list_products",
  title: "List products",
  description:
    "What the shop sells: ids, prices and, per variant, what can be bought now. Start here for productId and variantId of orders and inventory updates.",
  scopes: ["swag:products:read"],
  effect: "read",
  errors: [],
  input: z.strictObject({ cursor: cursorSchema, limit: z.number().int().min(1).max(100).default(50) }),
  output: z.object({ products: z.array(listedProductShape), nextCursor: nextCursorSchema }),
  async run(ctx, { cursor, limit }) {
    const found = await listProductPage(ctx, { limit: limit + 1, after: cursor })
    const listed = found.slice(0, limit).map(({ id, slug, name, sku, priceCents, variants }) => ({
      id,
      slug,
      name,
      sku,
      priceCents,
      variants: [...variants],
    }))
    const { page, ...next } = fitPage(listed, ({ id }) => id, found.length > limit)
    return { products: [...page], ...next }
  },
})

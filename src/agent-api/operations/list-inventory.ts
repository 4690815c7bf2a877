import { z } from "zod"
import { listInventory as listInventoryOf } from "../../store/inventory/list-inventory"
import { fitPage } from "../fit-page"
import { defineOperation } from "../operation"
import { cursorSchema, nextCursorSchema } from "../shapes"

export const listInventory = defineOperation({
  name: "list_inventory",
  title: "List inventory",
  description:
    "What stands on the shelf, one row per variant. Use it before a shipment or a count: variantId goes into preview_inventory_update. stock includes what open checkouts hold; list_products shows what can be bought.",
  scopes: ["swag:inventory:read"],
  effect: "read",
  errors: [],
  input: z.strictObject({
    cursor: cursorSchema,
    limit: z.number().int().min(1).max(100).default(100).describe("Products per page."),
  }),
  output: z.object({
    inventory: z.array(
      z.object({
        productId: z.string(),
        productName: z.string(),
        slug: z.string(),
        type: z.string(),
        sku: z.string(),
        image: z.string(),
        variantId: z.string(),
        size: z.string(),
        color: z.string(),
        stock: z.number().int(),
        held: z.number().int().describe("Of the stock: set aside by open checkouts."),
        initialStock: z.number().int(),
        updatedAt: z.string(),
      }),
    ),
    nextCursor: nextCursorSchema,
  }),
  async run(ctx, { cursor, limit }) {
    const found = await listInventoryOf(ctx, { limit: limit + 1, after: cursor })
    const products = found.slice(0, limit).map(({ productId, variants }) => ({
      productId,
      rows: variants.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })),
    }))
    const { page, ...next } = fitPage(products, ({ productId }) => productId, found.length > limit)
    return { inventory: page.flatMap(({ rows }) => rows), ...next }
  },
})

import { inventoryUpdateSchema } from "../../store/inventory/inventory-update"
import { previewInventoryUpdate as preview } from "../../store/inventory/preview-inventory-update"
import { toInventoryPreview } from "../inventory-preview"
import { defineOperation } from "../operation"
import { inventoryPreviewShape } from "../shapes"

export const previewInventoryUpdate = defineOperation({
  name: "preview_inventory_update",
  title: "Preview an inventory update",
  description:
    "Shows what a shipment, count or correction would do, and every problem, without changing anything. Always call it before apply_inventory_update. Items name a variant by variantId (from list_inventory) or by sku with size and color.",
  scopes: ["swag:inventory:write"],
  effect: "read",
  errors: [],
  input: inventoryUpdateSchema,
  output: inventoryPreviewShape,
  run: async (ctx, input) => toInventoryPreview(await preview(ctx, input)),
})

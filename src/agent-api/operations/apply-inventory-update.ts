import { z } from "zod"
import { applyInventoryUpdate as apply } from "../../store/inventory/apply-inventory-update"
import { inventoryUpdateSchema } from "../../store/inventory/inventory-update"
import { defineOperation } from "../operation"
import { adjustmentRecordShape } from "../shapes"

export const applyInventoryUpdate = defineOperation({
  name: "apply_inventory_update",
  title: "Apply an inventory update",
  description:
    "Changes stock exactly as preview_inventory_update showed, all items or none, with a row each in the ledger. Needs a reason. Send an idempotencyKey, and the same one when you retry.",
  scopes: ["swag:inventory:write"],
  effect: "write",
  errors: ["CONFLICT"],
  input: inventoryUpdateSchema,
  output: z.object({ batchId: z.string(), adjustments: z.array(adjustmentRecordShape) }),
  summarize: ({ mode, items, reason }) => `${mode} of ${items.length} variants: ${reason ?? "no reason"}`,
  async run(ctx, input) {
    const { batchId, adjustments } = await apply(ctx, input)
    return { batchId, adjustments: [...adjustments] }
  },
})

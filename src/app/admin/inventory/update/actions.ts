"use server"

import { randomUUID } from "node:crypto"
import { z } from "zod"
import { action } from "@/http/action"
import { jsonText } from "@/http/json-text"
import { applyInventoryUpdate } from "@/store/inventory/apply-inventory-update"
import { inventoryUpdateSchema } from "@/store/inventory/inventory-update"
import { previewInventoryUpdate } from "@/store/inventory/preview-inventory-update"
import { unitsFormSchema } from "./units-form"

/** Shows what the typed units would do, and what applying it would send: bound to the stock as it is now. */
export const previewUpdate = action({
  permission: "inventory:write",
  input: unitsFormSchema,
  run: async (update, { ctx }) => {
    const plan = await previewInventoryUpdate(ctx, update)
    const items = plan.items.map(({ variantId, previousStock, note }) => {
      const wished = update.items.find((item) => item.variantId === variantId)
      return { ...wished, ...(note ? { note } : {}), expectedStock: previousStock }
    })
    const bound = { ...update, items, idempotencyKey: randomUUID() }
    return {
      tone: "info" as const,
      message: plan.ok ? "This is what would change. Nothing has changed yet." : "This can't be applied yet.",
      data: { plan, update: JSON.stringify(bound) },
    }
  },
})

export const applyUpdate = action({
  permission: "inventory:write",
  input: z.object({ update: jsonText(inventoryUpdateSchema) }),
  run: async ({ update }, { ctx }) => {
    const { batchId, adjustments } = await applyInventoryUpdate(ctx, update)
    return {
      message: `Done: ${adjustments.length === 1 ? "one variant" : `${adjustments.length} variants`} changed.`,
      data: { batchId },
    }
  },
})

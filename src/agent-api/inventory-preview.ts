import type { z } from "zod"
import type { InventoryPlan } from "../store/inventory/inventory-update"
import type { inventoryPreviewShape } from "./shapes"

/** A plan as agents read it. */
export function toInventoryPreview(plan: InventoryPlan): z.input<typeof inventoryPreviewShape> {
  const issues = plan.issues.map(({ severity, message, item }) => ({
    severity,
    message,
    ...(item ? { item } : {}),
  }))
  return { ...plan, items: [...plan.items], issues }
}

import { z } from "zod"
import { type InventoryUpdate, inventoryUpdateSchema, UPDATE_MODES } from "@/store/inventory/inventory-update"

const PREFIX = "units:"

/**
 * The stock form's fields as an update: one field `units:<variant id>` per variant, empty ones left out. A minus
 * sign may be the typographer's.
 */
export const unitsFormSchema = z
  .looseObject({
    mode: z.enum(UPDATE_MODES),
    source: z.string().optional(),
    reason: z.string().optional(),
    note: z.string().optional(),
  })
  .transform((form, issues): InventoryUpdate => {
    const items = Object.entries(form).flatMap(([name, value]) => {
      if (!name.startsWith(PREFIX) || typeof value !== "string" || value.trim() === "") return []
      const units = Number(value.trim().replace("−", "-"))
      const variantId = name.slice(PREFIX.length)
      return [form.mode === "audit_count" ? { variantId, stock: units } : { variantId, quantity: units }]
    })
    if (items.length === 0) {
      issues.addIssue({ code: "custom", message: "Type the units of at least one variant." })
      return z.NEVER
    }
    const { mode, source, reason } = form
    const parsed = inventoryUpdateSchema.safeParse({
      mode,
      ...(source ? { source } : {}),
      ...(reason ? { reason } : {}),
      items,
    })
    if (parsed.success) return parsed.data
    const [first] = parsed.error.issues
    issues.addIssue({ code: "custom", message: first?.message ?? "Type whole numbers." })
    return z.NEVER
  })

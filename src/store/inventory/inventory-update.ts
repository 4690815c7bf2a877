import { z } from "zod"
import { idempotencyKeySchema } from "../idempotency/answer-once"
import { matchVariant, type ShelfVariant } from "./shelf-variant"

export const UPDATE_MODES = ["receive_shipment", "audit_count", "manual_correction"] as const
export type UpdateMode = (typeof UPDATE_MODES)[number]

export const MAX_STOCK = 1_000_000
export const MAX_UPDATE_ITEMS = 500

const units = z.number().int().min(-MAX_STOCK).max(MAX_STOCK)
const name = z.string().trim().max(128)

export const inventoryUpdateItemSchema = z.strictObject({
  variantId: name.optional().describe("From list_inventory or list_products."),
  productId: name.optional(),
  sku: name.optional(),
  size: name.optional(),
  color: name.optional(),
  quantity: units.optional().describe("Units received, or the correction (negative takes away)."),
  stock: z.number().int().min(0).max(MAX_STOCK).optional().describe("audit_count: the units counted."),
  expectedStock: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("Fails with CONFLICT if the stock is no longer this."),
  note: z.string().trim().max(500).optional(),
})
export type InventoryUpdateItem = z.infer<typeof inventoryUpdateItemSchema>

export const inventoryUpdateSchema = z.strictObject({
  mode: z.enum(UPDATE_MODES),
  source: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Where it comes from: a delivery note, a person, a count."),
  reason: z.string().trim().max(500).optional().describe("Required to apply; it stands in the ledger."),
  items: z.array(inventoryUpdateItemSchema).min(1).max(MAX_UPDATE_ITEMS),
  idempotencyKey: idempotencyKeySchema.optional(),
})
export type InventoryUpdate = z.infer<typeof inventoryUpdateSchema>

/** One variant's change as it will stand in the ledger. */
export interface AdjustmentItem {
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly sku: string
  readonly size: string
  readonly color: string
  readonly previousStock: number
  readonly quantityChange: number
  readonly newStock: number
  readonly note: string
}

export interface UpdateIssue {
  readonly severity: "warning" | "error"
  readonly message: string
  /** The item as it was sent, where one item is the cause. */
  readonly item?: InventoryUpdateItem
  /** The stock is not what the caller expected: a CONFLICT when applied. */
  readonly stale?: boolean
}

export interface InventoryPlan {
  /** No errors: applying it now would do exactly what `items` say. */
  readonly ok: boolean
  readonly mode: UpdateMode
  readonly source: string
  readonly reason: string
  readonly items: readonly AdjustmentItem[]
  readonly issues: readonly UpdateIssue[]
}

/** What the update would do to this shelf. Pure; the preview shows it and the apply does it, so they can't disagree. */
export function planInventoryUpdate(update: InventoryUpdate, shelf: readonly ShelfVariant[]): InventoryPlan {
  const items: AdjustmentItem[] = []
  const issues: UpdateIssue[] = []
  const seen = new Set<string>()
  for (const item of update.items) {
    const match = matchVariant(item, shelf)
    if (!("found" in match)) {
      issues.push({ severity: "error", message: match.problem, item })
      continue
    }
    const variant = match.found
    const error = seen.has(variant.variantId)
      ? `${label(variant)} is listed twice: give each variant once.`
      : problemOf(update.mode, item, variant)
    seen.add(variant.variantId)
    if (error) {
      issues.push({ severity: "error", message: error, item })
      continue
    }
    if (item.expectedStock !== undefined && item.expectedStock !== variant.stock) {
      const message = `${label(variant)} has ${variant.stock} units now, not ${item.expectedStock}: preview again.`
      issues.push({ severity: "error", message, item, stale: true })
      continue
    }
    const adjustment = adjust(update.mode, item, variant)
    items.push(adjustment)
    if (adjustment.newStock < variant.held) {
      const message = `Open checkouts hold ${variant.held} of ${label(variant)}; ${adjustment.newStock} would be left.`
      issues.push({ severity: "warning", message, item })
    } else if (adjustment.quantityChange === 0) {
      issues.push({ severity: "warning", message: `${label(variant)} stays at ${variant.stock}.`, item })
    }
  }
  if (!update.reason) {
    issues.push({
      severity: "warning",
      message: "Add a reason before you apply this; it stands in the ledger.",
    })
  }
  return {
    ok: items.length > 0 && !issues.some((issue) => issue.severity === "error"),
    mode: update.mode,
    source: update.source ?? "",
    reason: update.reason ?? "",
    items,
    issues,
  }
}

function adjust(mode: UpdateMode, item: InventoryUpdateItem, variant: ShelfVariant): AdjustmentItem {
  const { held, slug, stock, ...facts } = variant
  const newStock =
    mode === "audit_count" ? (item.stock ?? item.quantity ?? stock) : stock + (item.quantity ?? 0)
  return {
    ...facts,
    previousStock: stock,
    quantityChange: newStock - stock,
    newStock,
    note: item.note ?? "",
  }
}

function problemOf(mode: UpdateMode, item: InventoryUpdateItem, variant: ShelfVariant): string | undefined {
  const { quantity, stock } = item
  const of = label(variant)
  if (mode === "audit_count") {
    if (stock === undefined && quantity === undefined) return `${of}: give the counted units as stock.`
    if (stock !== undefined && quantity !== undefined && stock !== quantity) {
      return `${of}: stock says ${stock} and quantity says ${quantity}; give one.`
    }
    return (stock ?? quantity ?? 0) < 0 ? `${of}: a count cannot be below zero.` : undefined
  }
  if (stock !== undefined) return `${of}: stock is for audit_count; give the change as quantity.`
  if (quantity === undefined) return `${of}: give the units as quantity.`
  if (mode === "receive_shipment" && quantity < 1) return `${of}: a shipment brings at least 1 unit.`
  if (variant.stock + quantity < 0)
    return `${of} has ${variant.stock} units; ${-quantity} cannot be taken away.`
  if (variant.stock + quantity > MAX_STOCK)
    return `${of}: more than ${MAX_STOCK} units do not fit on the shelf.`
  return undefined
}

function label({ productName, color, size }: ShelfVariant): string {
  return [productName, [color, size].filter(Boolean).join(" ")].filter(Boolean).join(", ")
}

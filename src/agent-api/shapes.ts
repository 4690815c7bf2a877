import { z } from "zod"
import { CATEGORIES, COVERS } from "../store/catalog/product"
import { DISCOUNT_KINDS } from "../store/discounts/discount-code"
import { ADJUSTMENT_MODES } from "../store/inventory/adjustment"
import { UPDATE_MODES } from "../store/inventory/inventory-update"

/** What several operations answer with. Strict by construction: an answer holds these fields and no others. */

export const cursorSchema = z
  .string()
  .max(128)
  .optional()
  .describe("The nextCursor of the page before; leave it out for the first page.")

export const nextCursorSchema = z.string().optional().describe("There is more: send it as cursor.")

const variantShape = z.object({
  id: z.string(),
  size: z.string(),
  color: z.string(),
  stock: z.number().int(),
})

export const listedProductShape = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  sku: z.string(),
  priceCents: z.number().int(),
  variants: z.array(variantShape),
})

export const productShape = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  type: z.string(),
  sku: z.string(),
  tagline: z.string(),
  blurb: z.string(),
  description: z.string(),
  fabric: z.string(),
  fit: z.string(),
  cornerTag: z.string().nullable(),
  cover: z.enum(COVERS),
  priceCents: z.number().int(),
  currency: z.string(),
  category: z.enum(CATEGORIES),
  image: z.string(),
  imagePlaceholder: z.string(),
  colors: z.array(z.object({ name: z.string(), hex: z.string(), label: z.string() })),
  sizes: z.array(z.string()),
  variants: z.array(variantShape),
  featured: z.boolean(),
  tags: z.array(z.string()),
  hsCode: z.string().nullable(),
  originCountry: z.string().nullable(),
  weightGrams: z.number().int().nullable(),
})

export const adjustmentItemShape = z.object({
  variantId: z.string(),
  productId: z.string(),
  productName: z.string(),
  sku: z.string(),
  size: z.string(),
  color: z.string(),
  previousStock: z.number().int(),
  quantityChange: z.number().int(),
  newStock: z.number().int(),
  note: z.string(),
})

export const adjustmentRecordShape = adjustmentItemShape.extend({
  id: z.string(),
  batchId: z.string(),
  mode: z.enum(ADJUSTMENT_MODES),
  source: z.string(),
  reason: z.string(),
  actorEmail: z.string(),
  createdAt: z.string(),
})

export const inventoryPreviewShape = z.object({
  ok: z.boolean(),
  mode: z.enum(UPDATE_MODES),
  source: z.string(),
  reason: z.string(),
  items: z.array(adjustmentItemShape),
  issues: z.array(
    z.object({
      severity: z.enum(["warning", "error"]),
      message: z.string(),
      item: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})

export const discountCodeShape = z.object({
  code: z.string(),
  label: z.string(),
  type: z.enum(DISCOUNT_KINDS),
  amountOffCents: z.number().int().nullable(),
  percentOff: z.number().int().nullable(),
  maxRedemptions: z.number().int(),
  timesRedeemed: z.number().int(),
  active: z.boolean(),
})

export const orderResultShape = z.object({
  status: z.enum(["submitted", "payment_required"]),
  orderId: z.string(),
  orderUrl: z.string().optional().describe("Where to watch the order; when it was submitted."),
  checkoutUrl: z.string().optional().describe("Where the buyer pays; when payment is required."),
  totalCents: z.number().int(),
  discountCode: z.string().nullable(),
  discountAmountCents: z.number().int(),
})

export const orderPreviewShape = z.object({
  status: z.enum(["ready_for_direct_submit", "needs_customer_shipping", "payment_required"]),
  subtotalCents: z.number().int(),
  discountCode: z.string().nullable(),
  discountAmountCents: z.number().int(),
  totalCents: z.number().int(),
  missingFields: z.array(z.string()),
  items: z.array(
    z.object({
      productId: z.string(),
      productName: z.string(),
      sku: z.string(),
      variantId: z.string(),
      size: z.string(),
      color: z.string(),
      quantity: z.number().int(),
      unitPriceCents: z.number().int(),
      subtotalCents: z.number().int(),
      amountTotalCents: z.number().int(),
    }),
  ),
  nextAction: z.string(),
})

import { orderInputSchema } from "../../store/orders/order-request"
import { previewOrder as preview } from "../../store/orders/preview-order"
import { defineOperation } from "../operation"
import { toOrderPreview } from "../order-preview"
import { orderPreviewShape } from "../shapes"

export const previewOrder = defineOperation({
  name: "preview_order",
  title: "Preview an order",
  description:
    "Prices an order and says how it would go on: placed at once, waiting for an address, or paid on a payment page. Nothing is held. productId and variantId come from list_products, discountCode from generate_discount_code.",
  scopes: ["swag:orders:write"],
  effect: "read",
  errors: ["DISCOUNT_REDEEMED", "DISCOUNT_INVALID", "INVENTORY_UNAVAILABLE", "NOT_FOUND"],
  input: orderInputSchema,
  output: orderPreviewShape,
  run: async (ctx, input) => toOrderPreview(await preview(ctx, input)),
})

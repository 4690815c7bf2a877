import { eventOrderInputSchema } from "../../store/orders/order-request"
import { previewEventOrder as preview } from "../../store/orders/preview-event-order"
import { defineOperation } from "../operation"
import { toOrderPreview } from "../order-preview"
import { orderPreviewShape } from "../shapes"

export const previewEventOrder = defineOperation({
  name: "preview_event_order",
  title: "Preview an event's order",
  description:
    "Shows the free order that create_event_order would place for an event, and what is still missing. No code is minted, nothing is held. productId and variantId come from list_products.",
  scopes: ["swag:orders:write"],
  effect: "read",
  errors: ["INVENTORY_UNAVAILABLE", "NOT_FOUND"],
  input: eventOrderInputSchema,
  output: orderPreviewShape,
  run: async (ctx, input) => toOrderPreview(await preview(ctx, input)),
})

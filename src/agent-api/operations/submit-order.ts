import { orderInputSchema } from "../../store/orders/order-request"
import { submitOrder as submit } from "../../store/orders/submit-order"
import { defineOperation } from "../operation"
import { orderResultShape } from "../shapes"

export const submitOrder = defineOperation({
  name: "submit_order",
  title: "Submit an order",
  description:
    "Orders exactly what preview_order showed. A total of zero is placed at once and answers with orderUrl; otherwise checkoutUrl is where the buyer pays within 30 minutes. Send an idempotencyKey, and the same one when you retry.",
  scopes: ["swag:orders:write"],
  effect: "write",
  errors: [
    "DISCOUNT_REDEEMED",
    "DISCOUNT_INVALID",
    "PAYMENT_CONFIGURATION_MISSING",
    "INVENTORY_UNAVAILABLE",
    "CONFLICT",
    "NOT_FOUND",
  ],
  input: orderInputSchema,
  output: orderResultShape,
  summarize: ({ items }) => `An order of ${items.reduce((sum, { quantity }) => sum + quantity, 0)} units`,
  run: submit,
})

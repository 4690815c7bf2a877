import { z } from "zod"
import { createEventOrder as create } from "../../store/orders/create-event-order"
import { eventOrderInputSchema } from "../../store/orders/order-request"
import { defineOperation } from "../operation"
import { discountCodeShape, orderResultShape } from "../shapes"

export const createEventOrder = defineOperation({
  name: "create_event_order",
  title: "Create an event's order",
  description:
    "Places the free order that preview_event_order showed and mints the code that pays for it, both or neither. Send an idempotencyKey, and the same one when you retry.",
  scopes: ["swag:orders:write", "swag:discounts:write"],
  effect: "write",
  errors: ["INVENTORY_UNAVAILABLE", "CONFLICT", "NOT_FOUND"],
  input: eventOrderInputSchema,
  output: z.object({ discountCode: discountCodeShape, order: orderResultShape }),
  summarize: ({ eventName, items }) =>
    `A free order of ${items.reduce((sum, { quantity }) => sum + quantity, 0)} units for ${eventName}`,
  run: create,
})

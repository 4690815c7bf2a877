import { eventType, staticSchema } from "inngest"
import type { z } from "zod"
import type { Context } from "../../store/context"
import type { orderPlacedSchema } from "../../store/events"
import type { Inngest } from "../client"
import { compensateOrder } from "../compensate-order"
import { fulfillStages } from "../fulfill-stages"

/** The life of an order, from paid to the packer's sheet. Four durable stages; if one fails for good, all is undone. */
export function fulfillOrder(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "fulfill-order",
      triggers: [
        eventType("store/order.placed", { schema: staticSchema<z.infer<typeof orderPlacedSchema>>() }),
      ],
      idempotency: "event.data.orderId",
      onFailure: ({ event, step }) =>
        compensateOrder({ ctx, inngest, step, orderId: event.data.event.data.orderId as string }),
    },
    async ({ event, step, attempt, maxAttempts, logger }) => {
      const { orderId } = event.data
      await fulfillStages({ ctx, inngest, step, logger, orderId, attempt, maxAttempts: maxAttempts ?? 5 })
      return { orderId }
    },
  )
}

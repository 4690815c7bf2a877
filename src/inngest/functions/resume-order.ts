import { eventType, staticSchema } from "inngest"
import type { z } from "zod"
import type { Context } from "../../store/context"
import type { orderResumeRequestedSchema } from "../../store/events"
import type { Inngest } from "../client"
import { compensateOrder } from "../compensate-order"
import { fulfillStages } from "../fulfill-stages"

/**
 * Takes an order up again whose run is gone or stuck. Its stages do again only what has not been done: each knows
 * from the database what an earlier run has left.
 */
export function resumeOrder(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "resume-order",
      triggers: [
        eventType("admin/order.resume.requested", {
          schema: staticSchema<z.infer<typeof orderResumeRequestedSchema>>(),
        }),
      ],
      concurrency: { key: "event.data.orderId", limit: 1 },
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

import { eventType, staticSchema } from "inngest"
import type { z } from "zod"
import type { Context } from "../../store/context"
import type { refundRequestedSchema } from "../../store/events"
import { refundOrder as refund } from "../../store/orders/refund-order"
import { sendRefund } from "../../store/orders/send-refund"
import type { Inngest } from "../client"

type Request = z.infer<typeof refundRequestedSchema>

/** Gives back what someone at the desk has recorded, and tells the buyer. The desk waits for the money's part. */
export function refundOrder(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "refund-order",
      triggers: [eventType("admin/order.refund.requested", { schema: staticSchema<Request>() })],
      concurrency: { key: "event.data.orderId", limit: 1 },
      onFailure: async ({ event, step }) => {
        const { orderId, refundId } = event.data.event.data as Request
        await step.run("alert-operators", () =>
          ctx.ports.alerts.raise({
            key: `refund:${refundId}`,
            kind: "refund-failed",
            message: `A refund of order ${orderId} has not come to its end.`,
            orderId,
          }),
        )
      },
    },
    async ({ event, step }) => {
      const { orderId, refundId } = event.data
      await step.run("refund-payment", async () => {
        const outcome = await refund(ctx, orderId)
        ctx.ports.workflow.orderChanged(orderId)
        return outcome
      })
      await step.run("tell-buyer", () => sendRefund(ctx, { orderId, refundId }))
      return { orderId, refundId }
    },
  )
}

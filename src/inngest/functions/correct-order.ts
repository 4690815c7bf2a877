import { eventType, staticSchema } from "inngest"
import type { z } from "zod"
import type { Context } from "../../store/context"
import type { orderCorrectedSchema } from "../../store/events"
import { recordToSheet } from "../../store/orders/record-to-sheet"
import { sendCorrection } from "../../store/orders/send-correction"
import type { Inngest } from "../client"

/** Carries what was changed about an order to the packer's sheet, and tells the buyer. */
export function correctOrder(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "correct-order",
      triggers: [
        eventType("store/order.corrected", { schema: staticSchema<z.infer<typeof orderCorrectedSchema>>() }),
      ],
      concurrency: { key: "event.data.orderId", limit: 1 },
    },
    async ({ event, step }) => {
      const { orderId, correctionId, what } = event.data
      await step.run("update-sheet", async () => {
        ctx.ports.workflow.orderChanged(orderId)
        return recordToSheet(ctx, orderId)
      })
      await step.run("tell-buyer", () => sendCorrection(ctx, { orderId, correctionId, what }))
      return { orderId }
    },
  )
}

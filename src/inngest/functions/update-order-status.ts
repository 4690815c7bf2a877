import { eventType, staticSchema } from "inngest"
import type { z } from "zod"
import { ERRORS, StoreError } from "../../errors"
import { actorName } from "../../store/actor"
import type { Context } from "../../store/context"
import type { orderStatusRequestedSchema } from "../../store/events"
import { recordToSheet } from "../../store/orders/record-to-sheet"
import { refundOrder } from "../../store/orders/refund-order"
import { sendCancellation } from "../../store/orders/send-cancellation"
import { sendShipment } from "../../store/orders/send-shipment"
import { answerStatusRequest } from "../../store/orders/status-request-queries"
import { updateOrderStatus as update } from "../../store/orders/update-order-status"
import { announceStatus } from "../announce-status"
import type { Inngest } from "../client"

type Request = z.infer<typeof orderStatusRequestedSchema>

/**
 * Moves an order on as someone at the desk asked: the status first, then the money, the letter and the sheet, each
 * a durable step of its own, so that a crash in between is made up for. The desk reads the answer in the request.
 */
export function updateOrderStatus(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "update-order-status",
      triggers: [eventType("admin/order.status_update.requested", { schema: staticSchema<Request>() })],
      // Two requests about one order are answered one after the other.
      concurrency: { key: "event.data.orderId", limit: 1 },
      onFailure: async ({ event, step }) => {
        const request = event.data.event.data as Request
        await step.run("alert-operators", () =>
          ctx.ports.alerts.raise({
            key: `status-update:${request.requestId ?? event.data.run_id}`,
            kind: "status-update-failed",
            message: `Order ${request.orderId} was to become ${request.status}, and not all of it has happened.`,
            orderId: request.orderId,
          }),
        )
      },
    },
    async ({ event, step }) => {
      const { orderId, status, requestId } = event.data
      const answer = async (reply: Parameters<typeof answerStatusRequest>[2]) => {
        if (requestId) await answerStatusRequest(ctx.db, requestId, reply)
        ctx.ports.workflow.orderChanged(orderId)
      }
      const refusal = await step.run("update-status", async () => {
        try {
          await update(actingFor(ctx, event.data.actorEmail), event.data)
          await answer({ state: "changed" })
          return null
        } catch (error) {
          if (!(error instanceof StoreError) || ERRORS[error.type].retryable) throw error
          await answer({
            state: "refused",
            message: `${error.message} ${error.userAction}`,
            answeredAt: ctx.now(),
          })
          return error.message
        }
      })
      if (refusal !== null) return { orderId, refused: refusal }

      if (status === "cancelled") await step.run("refund-payment", () => refundOrder(ctx, orderId))
      await step.run("announce-status", () => announceStatus(inngest, ctx, orderId))
      if (status === "shipped") await step.run("send-shipment", () => sendShipment(ctx, orderId))
      if (status === "cancelled") await step.run("send-cancellation", () => sendCancellation(ctx, orderId))
      await step.run("update-sheet", () => recordToSheet(ctx, orderId))
      await step.run("answer", () => answer({ state: "done", answeredAt: ctx.now() }))
      return { orderId, status }
    },
  )
}

/** What the function does is done in the name of who asked. */
function actingFor(ctx: Context, email: string): Context {
  if (email === actorName({ kind: "shopper" })) return { ...ctx, actor: { kind: "shopper" } }
  return { ...ctx, actor: { kind: "admin", email, role: "operator" } }
}

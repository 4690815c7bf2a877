import type { Context } from "../store/context"
import { alertOfFailedOrder } from "../store/orders/alert-of-failed-order"
import { failOrder } from "../store/orders/fail-order"
import { failureReason } from "../store/orders/failure-reason"
import { openPersonalData } from "../store/orders/personal-data"
import { findOrder } from "../store/orders/queries"
import { recordToSheet } from "../store/orders/record-to-sheet"
import { refundOrder } from "../store/orders/refund-order"
import { requireOrder } from "../store/orders/require-order"
import { sendCancellation } from "../store/orders/send-cancellation"
import { announceStatus } from "./announce-status"
import type { Inngest } from "./client"

interface Compensation {
  readonly ctx: Context
  readonly inngest: Inngest
  readonly step: { run<Output>(id: string, work: () => Promise<Output>): Promise<unknown> }
  readonly orderId: string
}

/**
 * Undoes an order that failed for good: stock and code back, money back once, buyer and operators told. An order whose
 * buyer cannot be read is left as it is, its run parked: the key is missing, and with the key back it goes on.
 */
export async function compensateOrder({ ctx, inngest, step, orderId }: Compensation): Promise<void> {
  await step.run("release-order", async () => {
    openPersonalData(ctx.ports.vault, requireOrder(await findOrder(ctx.db, orderId), orderId))
    const outcome = await failOrder(ctx, orderId, await failureReason(ctx, orderId))
    ctx.ports.workflow.orderChanged(orderId)
    return outcome
  })
  await step.run("refund-payment", async () => {
    const outcome = await refundOrder(ctx, orderId)
    ctx.ports.workflow.orderChanged(orderId)
    return outcome
  })
  await step.run("announce-cancellation", () => announceStatus(inngest, ctx, orderId))
  await step.run("alert-operators", () => alertOfFailedOrder(ctx, orderId))
  await step.run("tell-buyer", () => sendCancellation(ctx, orderId))
  await step.run("update-sheet", () => recordToSheet(ctx, orderId))
}

import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { insertOutbox } from "../outbox/queries"
import { insertOrderEvent, listStages, lockOrder, updateOrder } from "./queries"
import { requireOrder } from "./require-order"

/**
 * Asks the workflow to take up an order again whose run is gone or stuck. What an earlier run has done stays done.
 * @throws StoreError NOT_FOUND; CONFLICT when all stages are complete or the order is not pending
 */
export async function requestResume(ctx: Context, orderId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    const stages = await listStages(tx.db, [orderId])
    if (order.status !== "pending" || stages.every(({ status }) => status === "complete")) {
      throw new StoreError("CONFLICT", "There is nothing left for the workflow to do.", {
        userAction: "Look at the order as it is now.",
      })
    }
    const requestId = newId("request")
    await insertOutbox(tx.db, {
      id: `order.resume:${requestId}`,
      name: "admin/order.resume.requested",
      payload: { orderId, requestId },
      createdAt: tx.now(),
    })
    await insertOrderEvent(tx.db, { orderId, kind: "resumed", text: "Workflow started again", at: tx.now() })
    // Also sets the clock of "nothing has happened for minutes" back.
    await updateOrder(tx.db, orderId, {}, tx.now())
    await recordAudit(tx, { action: "order.resumed", subject: orderId })
  })
}

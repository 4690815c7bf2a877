import { actorName } from "../actor"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { insertOutbox } from "../outbox/queries"
import { addOrderNote } from "./add-order-note"
import type { OrderStatus } from "./order"
import { findOrder, listStages } from "./queries"
import { requireOrder } from "./require-order"
import { requireStatusChange } from "./require-status-change"
import { insertStatusRequest } from "./status-request-queries"

export interface StatusChange {
  readonly orderId: string
  readonly status: OrderStatus
  /** The parcel's number, for the buyer. */
  readonly tracking?: string | undefined
  /** For the desk only. */
  readonly notes?: string | undefined
}

/**
 * Asks the workflow to move an order on; await-order-status tells what became of it.
 * @throws StoreError NOT_FOUND; CONFLICT when it is plain already that the order may not become this
 */
export async function requestOrderStatus(
  ctx: Context,
  { orderId, status, tracking, notes }: StatusChange,
): Promise<{ readonly requestId: string }> {
  const requestId = newId("request")
  await inTransaction(ctx, async (tx) => {
    const order = requireOrder(await findOrder(tx.db, orderId), orderId)
    requireStatusChange(tx.actor, order, await listStages(tx.db, [orderId]), status)
    await insertStatusRequest(tx.db, {
      id: requestId,
      orderId,
      status,
      tracking: tracking ?? null,
      requestedBy: actorName(ctx.actor),
      requestedAt: tx.now(),
    })
    // Notes may be about a person, so they stay here and don't travel with the event.
    if (notes) await addOrderNote(tx, { orderId, text: notes })
    await insertOutbox(tx.db, {
      id: `order.status:${requestId}`,
      name: "admin/order.status_update.requested",
      payload: { requestId },
      createdAt: tx.now(),
    })
  })
  return { requestId }
}

import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { insertOutbox } from "../outbox/queries"
import type { RefundReason } from "./order"
import {
  insertOrderEvent,
  insertRefund,
  listRefunds,
  lockOrder,
  type OrderRow,
  type RefundRow,
} from "./queries"
import { requireOrder } from "./require-order"

export interface RefundRequest {
  readonly orderId: string
  readonly amountCents: number
  readonly reason: RefundReason
  /** What the person who asks has seen as given back already, so that two people don't both refund. */
  readonly returnedCents: number
  /** The same key asks for the same refund. */
  readonly key: string
}

/**
 * Gives part of a payment back while the order lives on, or all of it once the order has shipped. Recorded here in
 * one transaction; the money moves in the workflow `refund-order`.
 * @returns the refund's id
 * @throws StoreError NOT_FOUND; CONFLICT when nothing was paid, more is asked than is left, the order is dead, or
 * someone else has refunded meanwhile
 */
export async function requestRefund(
  ctx: Context,
  { orderId, amountCents, reason, returnedCents, key }: RefundRequest,
): Promise<{ readonly refundId: string }> {
  return inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    const idempotencyKey = `refund-part:${orderId}:${key}`
    const earlier = (await listRefunds(tx.db, orderId)).filter(
      ({ paymentIntentId }) => paymentIntentId === order.paymentIntentId,
    )
    const same = earlier.find((refund) => refund.idempotencyKey === idempotencyKey)
    if (same) return { refundId: same.id }
    const paymentIntentId = requireRefundable(order, earlier, { amountCents, returnedCents })
    const refundId = newId("refund")
    await insertRefund(tx.db, {
      id: refundId,
      orderId,
      paymentIntentId,
      amountCents,
      reason,
      requestedBy: actorName(tx.actor),
      idempotencyKey,
      requestedAt: tx.now(),
    })
    await insertOutbox(tx.db, {
      id: `order.refund:${refundId}`,
      name: "admin/order.refund.requested",
      payload: { orderId, refundId },
      createdAt: tx.now(),
    })
    await insertOrderEvent(tx.db, {
      orderId,
      kind: "refund-asked",
      text: "A refund is on its way",
      at: tx.now(),
    })
    await recordAudit(tx, {
      action: "order.refunded",
      subject: orderId,
      before: { returnedCents },
      after: { returnedCents: returnedCents + amountCents, reason },
    })
    return { refundId }
  })
}

/** The payment to give back from. */
function requireRefundable(
  order: OrderRow,
  earlier: readonly RefundRow[],
  asked: { readonly amountCents: number; readonly returnedCents: number },
): string {
  if (order.paymentIntentId === null || order.capturedCents === null) {
    throw refused("Nothing was paid for this order.", "There is nothing to give back.")
  }
  if (order.status === "cancelled") {
    throw refused("The order was cancelled and refunded in full.", "Look at its refunds.")
  }
  const returned = earlier.reduce((sum, { amountCents }) => sum + amountCents, 0)
  if (returned !== asked.returnedCents) {
    throw refused(
      "Someone has refunded this order since you opened it.",
      "Look at the refunds as they are now, and ask again if more is due.",
    )
  }
  const left = order.capturedCents - returned
  if (asked.amountCents > left) {
    throw refused(
      "That is more than is left of the payment.",
      `Give back at most ${(left / 100).toFixed(2)} ${order.currency.toUpperCase()}.`,
    )
  }
  if (asked.amountCents === left && order.status !== "shipped") {
    throw refused(
      "That is all that is left, and the order would still be sent.",
      "Cancel the order: its stock and its code come back too.",
    )
  }
  return order.paymentIntentId
}

function refused(message: string, userAction: string): StoreError {
  return new StoreError("CONFLICT", message, { userAction })
}

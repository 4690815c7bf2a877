import type { CancelReason, OrderStatus, StageStatus } from "./order"

/** Why someone at the desk should look at an order. */
export const ATTENTION_CAUSES = {
  "refund-open": "The refund has not reached the provider yet.",
  stalled: "The workflow has not finished and nothing has happened for minutes.",
  disputed: "The buyer disputes the payment.",
  "failed-order": "The workflow gave up; the order was cancelled and refunded.",
} as const
export type AttentionCause = keyof typeof ATTENTION_CAUSES

/** Reasons for which the workflow cancels on its own. A person has not looked at these yet. */
export const AUTOMATIC_CANCELS: readonly CancelReason[] = [
  "sold-out",
  "discount-spent",
  "discount-per-person",
  "payment-mismatch",
  "workflow-failed",
]

export const STALLED_AFTER_MS = 5 * 60_000
export const REFUND_LATE_AFTER_MS = 2 * 60_000

interface OrderSigns {
  readonly status: OrderStatus
  readonly cancelReason: CancelReason | null
  readonly updatedAt: Date
  readonly attendedAt: Date | null
  readonly stages: readonly StageStatus[]
  readonly openRefundsSince: readonly Date[]
  readonly disputedAt: Date | null
}

/** The causes that stand now. The same rules as in `attentionIds`, which finds such orders among all. */
export function attentionCauses(order: OrderSigns, now: Date): AttentionCause[] {
  const causes: AttentionCause[] = []
  const age = (since: Date) => now.getTime() - since.getTime()
  if (order.openRefundsSince.some((since) => age(since) > REFUND_LATE_AFTER_MS)) causes.push("refund-open")
  const unfinished = order.stages.some((status) => status !== "complete")
  if (order.status === "pending" && unfinished && age(order.updatedAt) > STALLED_AFTER_MS) {
    causes.push("stalled")
  }
  if (order.disputedAt && (!order.attendedAt || order.attendedAt < order.disputedAt)) causes.push("disputed")
  if (order.cancelReason && AUTOMATIC_CANCELS.includes(order.cancelReason) && !order.attendedAt) {
    causes.push("failed-order")
  }
  return causes
}

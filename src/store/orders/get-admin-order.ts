import type { Context } from "../context"
import { findOrderMovements } from "../inventory/queries"
import type { Customer } from "../ports"
import { type AttentionCause, attentionCauses } from "./attention"
import { listDisputesOf, listOpenRefundsOf, listOrderNotes } from "./desk-queries"
import { logViewing } from "./log-viewing"
import {
  type CancelReason,
  maskEmail,
  maskName,
  NEXT_STATUSES,
  type OrderStatus,
  type StageStatus,
} from "./order"
import type { OrderView, StageView } from "./order-view"
import { findOrderParts } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { presentEvents, presentStages, sumRefunded } from "./present-parts"
import type { OrderLineRow, OrderRow, RefundRow } from "./queries"
import { requireOrder } from "./require-order"

/** All that the desk knows about an order. */
export interface AdminOrder {
  readonly orderId: string
  readonly status: OrderStatus
  readonly cancelReason: CancelReason | null
  readonly nextStatuses: readonly OrderStatus[]
  readonly attention: readonly AttentionCause[]
  readonly stages: readonly StageView[]
  readonly events: OrderView["timeline"]
  readonly lines: readonly OrderLineRow[]
  /** Null to those who may not see who bought; masked by the masked fields. */
  readonly customer: Customer | null
  readonly erased: boolean
  readonly maskedBuyer: string
  readonly subtotalCents: number
  readonly discountCents: number
  readonly discountCode: string | null
  readonly shippingCents: number
  readonly taxCents: number
  readonly totalCents: number
  readonly capturedCents: number | null
  readonly refundedCents: number
  readonly currency: string
  readonly sessionId: string | null
  readonly paymentIntentId: string | null
  readonly refunds: readonly RefundRow[]
  readonly notes: readonly {
    readonly id: number
    readonly author: string
    readonly text: string
    readonly at: string
  }[]
  /** `reserved` once the stock is taken, `returned` once it is back on the shelf. */
  readonly stock: "none" | "reserved" | "returned"
  readonly tracking: string | null
  readonly version: number
  readonly placedAt: string
  readonly updatedAt: string
}

/**
 * An order with everything behind it. Whoever is shown the buyer is written into the audit log, once per quarter
 * of an hour.
 * @throws StoreError NOT_FOUND
 */
export async function getAdminOrder(
  ctx: Context,
  input: { readonly orderId: string; readonly revealBuyer: boolean },
): Promise<AdminOrder> {
  const { orderId } = input
  const { order, stages, events, lines, refunds } = requireOrder(
    await findOrderParts(ctx.db, orderId),
    orderId,
  )
  const customer = openPersonalData(ctx.ports.vault, order)
  if (input.revealBuyer && order.personal !== null) await logViewing(ctx, orderId)
  return {
    orderId,
    ...columnsOf(order),
    nextStatuses: NEXT_STATUSES[order.status],
    attention: await attentionOf(
      ctx,
      order,
      stages.map(({ status }) => status),
    ),
    stages: presentStages(stages),
    events: presentEvents(events),
    lines,
    customer: input.revealBuyer && order.personal !== null ? customer : null,
    erased: order.personal === null,
    maskedBuyer: [maskName(customer.name), maskEmail(customer.email)].filter(Boolean).join(", "),
    refundedCents: sumRefunded(refunds),
    refunds,
    notes: (await listOrderNotes(ctx.db, orderId)).map(({ id, author, note, at }) => ({
      id,
      author,
      text: ctx.ports.vault.open(note, orderId),
      at: at.toISOString(),
    })),
    stock: stockState(await findOrderMovements(ctx.db, orderId)),
  }
}

function columnsOf(order: OrderRow) {
  const { id, personal, emailTag, attendedAt, placedAt, updatedAt, ...columns } = order
  return { ...columns, placedAt: placedAt.toISOString(), updatedAt: updatedAt.toISOString() }
}

async function attentionOf(
  ctx: Context,
  order: OrderRow,
  stages: readonly StageStatus[],
): Promise<AttentionCause[]> {
  const open = await listOpenRefundsOf(ctx.db, [order.id])
  const disputes = await listDisputesOf(ctx.db, [order.id])
  const signs = {
    ...order,
    stages,
    openRefundsSince: open.map(({ requestedAt }) => requestedAt),
    disputedAt: disputes.at(-1)?.at ?? null,
  }
  return attentionCauses(signs, ctx.now())
}

function stockState(movements: readonly { mode: string }[]): AdminOrder["stock"] {
  if (movements.some(({ mode }) => mode === "order_release")) return "returned"
  return movements.some(({ mode }) => mode === "order_reservation") ? "reserved" : "none"
}

import { recordAudit } from "../audit/record-audit"
import type { Context } from "../context"
import type { Customer } from "../ports"
import { listOrdersByIds } from "./desk-queries"
import { openPersonalData } from "./personal-data"
import { listOrderLines, type OrderLineRow } from "./queries"

export interface PackingSlip {
  readonly orderId: string
  readonly placedAt: string
  readonly customer: Customer
  readonly lines: readonly OrderLineRow[]
  readonly currency: string
}

/** What goes where, for orders that may still be packed: cancelled ones are left out, erased ones too. The look is logged. */
export async function listPackingSlips(ctx: Context, orderIds: readonly string[]): Promise<PackingSlip[]> {
  const orders = (await listOrdersByIds(ctx.db, orderIds)).filter(
    ({ status, personal }) => status !== "cancelled" && personal !== null,
  )
  const lines = await listOrderLines(
    ctx.db,
    orders.map(({ id }) => id),
  )
  await recordAudit(ctx, {
    action: "slips.printed",
    subject: "orders",
    after: { orderIds: orders.map(({ id }) => id) },
  })
  return orders.map((order) => ({
    orderId: order.id,
    placedAt: order.placedAt.toISOString(),
    customer: openPersonalData(ctx.ports.vault, order),
    lines: lines.filter(({ orderId }) => orderId === order.id),
    currency: order.currency,
  }))
}

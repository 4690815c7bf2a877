import { recordAudit } from "../audit/record-audit"
import { listCustomsFacts } from "../catalog/desk-queries"
import type { Context } from "../context"
import type { Customer } from "../ports"
import { type CustomsNote, customsNoteOf } from "./customs-note"
import { listOrdersByIds } from "./desk-queries"
import { openPersonalData } from "./personal-data"
import { listOrderLines, type OrderLineRow } from "./queries"

export interface PackingSlip {
  readonly orderId: string
  readonly placedAt: string
  readonly customer: Customer
  /** Lines of the shop's own address; empty when none is configured. */
  readonly sender: readonly string[]
  readonly lines: readonly OrderLineRow[]
  /** Null within the country that parcels leave from. */
  readonly customs: CustomsNote | null
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
  const facts = await listCustomsFacts(
    ctx.db,
    lines.map(({ productId }) => productId),
  )
  await recordAudit(ctx, {
    action: "slips.printed",
    subject: "orders",
    after: { orderIds: orders.map(({ id }) => id) },
  })
  const { country, address } = ctx.ports.config.shipFrom
  return orders.map((order) => {
    const customer = openPersonalData(ctx.ports.vault, order)
    const own = lines.filter(({ orderId }) => orderId === order.id)
    return {
      orderId: order.id,
      placedAt: order.placedAt.toISOString(),
      customer,
      sender: address,
      lines: own,
      customs: customer.shipping.country === country ? null : customsNoteOf(order, own, facts),
    }
  })
}

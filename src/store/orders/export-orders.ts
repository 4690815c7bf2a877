import { recordAudit } from "../audit/record-audit"
import type { Context } from "../context"
import { listOrdersByIds } from "./desk-queries"
import { openPersonalData } from "./personal-data"
import { listOrderLines } from "./queries"

/** What a third-party packer's import asks for, a row per order line. */
export const EXPORT_COLUMNS = [
  "order_id",
  "placed_at",
  "status",
  "name",
  "address_1",
  "address_2",
  "city",
  "state",
  "postal_code",
  "country",
  "phone",
  "email",
  "sku",
  "item",
  "color",
  "size",
  "quantity",
  "unit_value_cents",
  "currency",
  "tracking",
] as const

/** The orders' lines with whom they go to, in the order of the ids. The export is written into the audit log. */
export async function exportOrders(ctx: Context, orderIds: readonly string[]): Promise<string[][]> {
  const orders = await listOrdersByIds(ctx.db, orderIds)
  const lines = await listOrderLines(ctx.db, orderIds)
  await recordAudit(ctx, {
    action: "buyers.exported",
    subject: "orders",
    after: { orderIds: orders.map(({ id }) => id) },
  })
  return orders.flatMap((order) => {
    const { email, name, phone, shipping } = openPersonalData(ctx.ports.vault, order)
    return lines
      .filter(({ orderId }) => orderId === order.id)
      .map((line) => [
        order.id,
        order.placedAt.toISOString(),
        order.status,
        shipping.name || name,
        shipping.line1,
        shipping.line2,
        shipping.city,
        shipping.state,
        shipping.postalCode,
        shipping.country,
        phone,
        email,
        line.sku,
        line.productName,
        line.color,
        line.size,
        String(line.quantity),
        String(line.unitPriceCents),
        order.currency,
        order.tracking ?? "",
      ])
  })
}

import { lineLabel } from "../cart/cart"
import type { Customer } from "../ports"
import { CANCEL_REASONS } from "./order"
import type { OrderLineRow, OrderRow } from "./queries"

/** The fulfilment sheet's columns, in order. */
export const SHEET_COLUMNS = [
  "order_id",
  "created_at",
  "email",
  "name",
  "items",
  "total_cents",
  "currency",
  "ship_address",
  "ship_city",
  "ship_state",
  "ship_zip",
  "ship_country",
  "phone",
  "status",
  "tracking",
  "notes",
  "discount_code",
  "discount_amount_cents",
] as const

/** An order as the packer's row. No cell can be read as a formula. */
export function sheetRow(order: OrderRow, lines: readonly OrderLineRow[], customer: Customer): string[] {
  const { shipping } = customer
  const cells: Record<(typeof SHEET_COLUMNS)[number], string> = {
    order_id: order.id,
    created_at: order.placedAt.toISOString(),
    email: customer.email,
    name: shipping.name || customer.name,
    items: lines
      .map((line) => `${line.quantity}× ${lineLabel(line.productName, line)} (${line.sku})`)
      .join("; "),
    total_cents: String(order.totalCents),
    currency: order.currency,
    ship_address: [shipping.line1, shipping.line2].filter(Boolean).join(", "),
    ship_city: shipping.city,
    ship_state: shipping.state,
    ship_zip: shipping.postalCode,
    ship_country: shipping.country,
    phone: customer.phone,
    status: order.status,
    tracking: order.tracking ?? "",
    notes: order.cancelReason ? CANCEL_REASONS[order.cancelReason] : "",
    discount_code: order.discountCode ?? "",
    discount_amount_cents: String(order.discountCents),
  }
  return SHEET_COLUMNS.map((column) => asText(cells[column]))
}

/**
 * Spreadsheets run cells that begin with these characters, their full-width forms included. A leading
 * apostrophe is the field's own mark for "this is text" (OWASP, CSV Injection).
 */
export function asText(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell
}

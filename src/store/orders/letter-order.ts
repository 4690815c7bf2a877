import { lineLabel } from "../cart/cart"
import type { LetterOrder } from "../letter"
import type { OrderLineRow, OrderRow } from "./queries"

/** The order as a letter tells it. */
export function letterOrder(order: OrderRow, lines: readonly OrderLineRow[], appOrigin: string): LetterOrder {
  const { id, currency, subtotalCents, discountCents, shippingCents, taxCents, totalCents } = order
  return {
    id,
    url: `${appOrigin}/orders/${id}`,
    currency,
    lines: lines.map((line) => ({
      label: lineLabel(line.productName, line),
      quantity: line.quantity,
      amountCents: line.amountTotalCents,
    })),
    subtotalCents,
    discountCents,
    shippingCents,
    taxCents,
    totalCents,
  }
}

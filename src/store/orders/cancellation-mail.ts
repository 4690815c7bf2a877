import { type MailBody, mailBody, mailLines } from "./mail-body"
import { CANCEL_REASONS, type CancelReason } from "./order"
import type { OrderLineRow, OrderRow } from "./queries"

/** The mail that a buyer gets when the order has died. */
export function cancellationMail(
  order: OrderRow,
  lines: readonly OrderLineRow[],
  reason: CancelReason,
  appOrigin: string,
): MailBody {
  const money =
    order.totalCents > 0
      ? "The whole amount goes back to the card you paid with; banks take five to ten days to show it."
      : "Nothing was charged."
  return mailBody({
    subject: `Your order was cancelled (${order.id.slice(0, 10)})`,
    heading: "Order cancelled",
    paragraphs: [CANCEL_REASONS[reason], money, ...mailLines(order, lines)],
    action: { label: "See the order", url: `${appOrigin}/orders/${order.id}` },
  })
}

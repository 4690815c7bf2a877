import { type MailBody, mailBody, mailLines } from "./mail-body"
import type { OrderLineRow, OrderRow } from "./queries"

/** The mail that tells the buyer what is in the parcel now that another size or colour goes into it. */
export function substitutionMail(
  order: OrderRow,
  lines: readonly OrderLineRow[],
  appOrigin: string,
): MailBody {
  return mailBody({
    subject: `Something else is in your order (${order.id.slice(0, 10)})`,
    heading: "Another size or colour",
    paragraphs: [
      "We send you another size or colour than the one you ordered. The price stays. This is in the parcel now:",
      ...mailLines(order, lines),
      "Is this not what you want? Answer this letter before it ships.",
    ],
    action: { label: "See the order", url: `${appOrigin}/orders/${order.id}` },
  })
}

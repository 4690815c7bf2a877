import { lineLabel } from "../cart/cart"
import { type MailBody, mailBody } from "./mail-body"
import type { OrderLineRow, OrderRow } from "./queries"

/** The mail that a buyer gets when the parcel has left. */
export function shipmentMail(order: OrderRow, lines: readonly OrderLineRow[], appOrigin: string): MailBody {
  return mailBody({
    subject: `Your Inngest swag has shipped (${order.id.slice(0, 10)})`,
    heading: "On its way",
    paragraphs: [
      order.tracking
        ? `The parcel has left. Its tracking number is ${order.tracking}.`
        : "The parcel has left. It travels without a tracking number.",
      ...lines.map((line) => `${line.quantity} × ${lineLabel(line.productName, line)}`),
    ],
    action: { label: "See the order", url: `${appOrigin}/orders/${order.id}` },
  })
}

import type { Customer } from "../ports"
import { type MailBody, mailBody, mailLines } from "./mail-body"
import type { OrderLineRow, OrderRow } from "./queries"

/** The mail that a buyer gets once the order is paid and its stock is reserved. */
export function confirmationMail(
  order: OrderRow,
  lines: readonly OrderLineRow[],
  customer: Customer,
  appOrigin: string,
): MailBody {
  const { shipping } = customer
  return mailBody({
    subject: `Your Inngest swag is on its way through the workflow (${order.id.slice(0, 10)})`,
    heading: "Order confirmed",
    paragraphs: [
      `Thank you, ${customer.name || "friend"}. Your payment is captured and your items are reserved.`,
      ...mailLines(order, lines),
      `Ships to: ${[shipping.name, shipping.line1, shipping.line2, `${shipping.postalCode} ${shipping.city}`.trim(), shipping.state, shipping.country].filter(Boolean).join(", ")}`,
    ],
    action: { label: "Watch your order run", url: `${appOrigin}/orders/${order.id}` },
  })
}

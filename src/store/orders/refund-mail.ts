import { type MailBody, mailBody } from "./mail-body"
import { REFUND_REASONS, type RefundReason } from "./order"
import type { OrderRow, RefundRow } from "./queries"

/** The mail that a buyer gets when part of the payment, or all of it, goes back while the order lives on. */
export function refundMail(order: OrderRow, refund: RefundRow, appOrigin: string): MailBody {
  const money = new Intl.NumberFormat("en-US", { style: "currency", currency: order.currency })
  const reason = REFUND_REASONS[refund.reason as RefundReason]
  return mailBody({
    subject: `A refund for your order (${order.id.slice(0, 10)})`,
    heading: "Money back",
    paragraphs: [
      `${money.format(refund.amountCents / 100)} go back to the card you paid with; banks take five to ten days to show it.`,
      ...(reason ? [`Reason: ${reason.toLowerCase()}.`] : []),
    ],
    action: { label: "See the order", url: `${appOrigin}/orders/${order.id}` },
  })
}

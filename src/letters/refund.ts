import type { Letter } from "../store/letter"
import { REFUND_REASONS } from "../store/orders/order"
import type { LetterContent } from "./letter-content"
import { BUYER_FOOTER, money, orderNumber, seeOrder } from "./letter-parts"

/** To the buyer, when part of the payment, or all of it, goes back while the order lives on. */
export function refund({ order, amountCents, reason }: Extract<Letter, { kind: "refund" }>): LetterContent {
  const amount = money(order, amountCents)
  return {
    subject: `A refund for your order (${orderNumber(order)})`,
    preview: `${amount} goes back to the card you paid with.`,
    heading: "Money back",
    parts: [
      {
        type: "paragraph",
        text: `${amount} goes back to the card you paid with. Banks take five to ten days to show it.`,
      },
      { type: "note", label: "Reason", lines: [REFUND_REASONS[reason]] },
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

import type { Letter } from "../store/letter"
import { REFUND_REASONS } from "../store/orders/order"
import type { LetterContent } from "./letter-content"
import { BUYER_FOOTER, money, moneyBack, orderNumber, seeOrder } from "./letter-parts"

/** To the buyer, when part of the payment, or all of it, goes back while the order lives on. */
export function refund({ order, amountCents, reason }: Extract<Letter, { kind: "refund" }>): LetterContent {
  return {
    subject: `A refund for your order (${orderNumber(order)})`,
    preview: `${money(order, amountCents)} goes back to the card you paid with.`,
    heading: "Money back",
    parts: [
      moneyBack(order, amountCents),
      { type: "note", label: "Reason", lines: [REFUND_REASONS[reason]] },
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

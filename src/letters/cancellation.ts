import type { Letter } from "../store/letter"
import { CANCEL_REASONS } from "../store/orders/order"
import type { LetterContent } from "./letter-content"
import { BUYER_FOOTER, moneyBack, orderNumber, pricedLines, seeOrder, sums } from "./letter-parts"

/** To the buyer, when the order has died and the money goes back. */
export function cancellation({ order, reason }: Extract<Letter, { kind: "cancellation" }>): LetterContent {
  return {
    subject: `Your order was cancelled (${orderNumber(order)})`,
    preview: CANCEL_REASONS[reason],
    heading: "Order cancelled",
    parts: [
      { type: "paragraph", text: CANCEL_REASONS[reason] },
      pricedLines(order),
      sums(order),
      moneyBack(order),
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

import type { Letter } from "../store/letter"
import type { LetterContent } from "./letter-content"
import { BUYER_FOOTER, moneyBack, orderNumber, packedLines, seeOrder } from "./letter-parts"

/** To the buyer whose payment came after the last piece had gone. */
export function soldOut({ order }: Extract<Letter, { kind: "sold-out" }>): LetterContent {
  return {
    subject: `Sorry, your order sold out (${orderNumber(order)})`,
    preview: "The last piece went before your payment arrived. The money goes back.",
    heading: "Sorry, sold out",
    parts: [
      {
        type: "paragraph",
        text: "Your payment arrived after your place at the shelf had ended, and by then the last piece was gone. The order is cancelled.",
      },
      packedLines(order),
      moneyBack(order),
      { type: "paragraph", text: "A code that you used can be used again." },
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

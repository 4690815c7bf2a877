import type { Letter } from "../store/letter"
import type { LetterContent } from "./letter-content"
import { BUYER_FOOTER, orderNumber, pricedLines, seeOrder, sums } from "./letter-parts"

/** Tells the buyer what is in the parcel now that another size or colour goes into it. */
export function substitution({ order }: Extract<Letter, { kind: "substitution" }>): LetterContent {
  return {
    subject: `Something else is in your order (${orderNumber(order)})`,
    preview: "Another size or colour than the one you ordered. The price stays.",
    heading: "Another size or colour",
    parts: [
      {
        type: "paragraph",
        text: "We send you another size or colour than the one you ordered. The price stays. This is in the parcel now:",
      },
      pricedLines(order),
      sums(order),
      { type: "paragraph", text: "Is this not what you want? Answer this letter before it ships." },
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

import type { Letter } from "../store/letter"
import type { LetterContent } from "./letter-content"
import { addressNote, BUYER_FOOTER, orderNumber, seeOrder } from "./letter-parts"

/** Tells the buyer where the parcel goes now, also so that a stranger's change is noticed. */
export function correction({ order, shipTo }: Extract<Letter, { kind: "correction" }>): LetterContent {
  return {
    subject: `Your order goes to another address (${orderNumber(order)})`,
    preview: "Was this not you? Answer at once.",
    heading: "New address",
    parts: [
      addressNote("The parcel goes to", shipTo),
      { type: "paragraph", text: "Was this not you? Answer this letter at once." },
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

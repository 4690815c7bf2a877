import type { Letter } from "../store/letter"
import type { LetterContent } from "./letter-content"
import { BUYER_FOOTER, orderNumber, packedLines, seeOrder } from "./letter-parts"

/** To the buyer, when the parcel has left. */
export function shipment({ order, tracking }: Extract<Letter, { kind: "shipment" }>): LetterContent {
  return {
    subject: `Your Inngest swag has shipped (${orderNumber(order)})`,
    preview: tracking ? `Tracking number ${tracking}.` : "The parcel has left.",
    heading: "On its way",
    parts: [
      {
        type: "paragraph",
        text: tracking
          ? "The parcel has left."
          : "The parcel has left. It travels without a tracking number.",
      },
      ...(tracking ? [{ type: "note", label: "Tracking number", lines: [tracking] } as const] : []),
      packedLines(order),
    ],
    action: seeOrder(order),
    footer: BUYER_FOOTER,
  }
}

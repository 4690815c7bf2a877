import type { Letter } from "../store/letter"
import { STAGES } from "../store/orders/order"
import type { LetterContent } from "./letter-content"
import { addressNote, BUYER_FOOTER, money, orderNumber, pricedLines, sums } from "./letter-parts"

/** To the buyer, once the order is paid and its stock is reserved. */
export function confirmation(letter: Extract<Letter, { kind: "confirmation" }>): LetterContent {
  const { order, buyerName, shipTo } = letter
  return {
    subject: `Your Inngest swag is on its way through the workflow (${orderNumber(order)})`,
    preview: `${money(order, order.totalCents)}, paid and reserved. Watch the rest run live.`,
    heading: "Order confirmed",
    parts: [
      {
        type: "paragraph",
        text: `Thank you, ${buyerName || "friend"}. Your payment is captured and your items are reserved.`,
      },
      pricedLines(order),
      sums(order),
      addressNote("Ships to", shipTo),
      {
        type: "stages",
        stages: STAGES.map((name) => ({
          name,
          done: STAGES.indexOf(name) <= STAGES.indexOf("send-confirmation"),
        })),
      },
    ],
    action: { label: "Watch your order run", url: order.url },
    footer: BUYER_FOOTER,
  }
}

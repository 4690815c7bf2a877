import type { Customer } from "../ports"
import { type MailBody, mailBody } from "./mail-body"
import type { OrderRow } from "./queries"

/** The mail that tells the buyer where the parcel goes now, also so that a stranger's change is noticed. */
export function correctionMail(order: OrderRow, { shipping }: Customer, appOrigin: string): MailBody {
  const { name, line1, line2, city, state, postalCode, country } = shipping
  return mailBody({
    subject: `Your order goes to another address (${order.id.slice(0, 10)})`,
    heading: "New address",
    paragraphs: [
      `The parcel goes to: ${[name, line1, line2, [city, state, postalCode].filter(Boolean).join(" "), country].filter(Boolean).join(", ")}.`,
      "Was this not you? Answer this letter at once.",
    ],
    action: { label: "See the order", url: `${appOrigin}/orders/${order.id}` },
  })
}

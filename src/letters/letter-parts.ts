import type { LetterOrder } from "../store/letter"
import type { Address } from "../store/ports"
import type { LetterContent, LetterPart } from "./letter-content"

/** Why a buyer has a letter. */
export const BUYER_FOOTER =
  "You have this letter because you ordered at the Inngest Swag Store. Answer it if something is wrong."

export function money(order: LetterOrder, amountCents: number): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: order.currency }).format(
    amountCents / 100,
  )
}

/** What people quote when they write: enough to find the order, short enough for a subject. */
export function orderNumber(order: LetterOrder): string {
  return order.id.slice(0, 10)
}

export function pricedLines(order: LetterOrder): LetterPart {
  return {
    type: "items",
    items: order.lines.map(({ label, quantity, amountCents }) => ({
      label: `${quantity} × ${label}`,
      amount: money(order, amountCents),
    })),
  }
}

export function packedLines(order: LetterOrder): LetterPart {
  return {
    type: "items",
    items: order.lines.map(({ label, quantity }) => ({ label: `${quantity} × ${label}` })),
  }
}

/** Only the sums that say something: a line of zero is left out, the total never. */
export function sums(order: LetterOrder): LetterPart {
  const parts = [
    { label: "Discount", cents: -order.discountCents },
    { label: "Shipping", cents: order.shippingCents },
    { label: "Tax", cents: order.taxCents },
  ].filter(({ cents }) => cents !== 0)
  const shown = [
    ...(parts.length > 0 ? [{ label: "Subtotal", cents: order.subtotalCents }, ...parts] : []),
    { label: "Total", cents: order.totalCents },
  ]
  return {
    type: "sums",
    sums: shown.map(({ label, cents }) => ({ label, amount: money(order, cents) })),
  }
}

export function addressNote(label: string, address: Address): LetterPart {
  const { name, line1, line2, city, state, postalCode, country } = address
  const lines = [name, line1, line2, [city, state, postalCode].filter(Boolean).join(" "), country]
  return { type: "note", label, lines: lines.filter(Boolean) }
}

/** Where so much of a payment goes back to; an order that cost nothing has nothing to give back. */
export function moneyBack(order: LetterOrder, amountCents = order.totalCents): LetterPart {
  return {
    type: "paragraph",
    text:
      amountCents > 0
        ? `${money(order, amountCents)} goes back to the card you paid with. Banks take five to ten days to show it.`
        : "Nothing was charged.",
  }
}

export function seeOrder(order: LetterOrder): LetterContent["action"] {
  return { label: "See the order", url: order.url }
}

import type { StoredObject } from "../storage/objects"

/** Puts the chosen rate's cost into the session's totals. An unknown choice leaves the rate that was set before. */
export function priceShipping(
  { object: session }: StoredObject<"checkout.session">,
  rateId: string | null,
): void {
  const chosen = session.shipping_options.find((option) => option.shipping_rate === rateId)
  if (!chosen || !session.total_details) return
  const before = session.shipping_cost?.amount_total ?? 0
  const amount = chosen.shipping_amount
  session.amount_total = (session.amount_total ?? 0) - before + amount
  session.total_details.amount_shipping = amount
  session.shipping_cost = {
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    shipping_rate: chosen.shipping_rate,
  }
}

import { lineLabel, type Quote } from "../cart/cart"
import type { Context } from "../context"
import { holdDiscount } from "../discounts/hold-discount"
import { holdStock } from "../inventory/hold-stock"
import { HOLD_MINUTES } from "./order"
import { insertCheckout } from "./queries"

/**
 * Opens a checkout for a priced cart and sets its stock and code aside for 30 minutes. Must run inside a
 * transaction.
 * @throws StoreError INVENTORY_UNAVAILABLE or DISCOUNT_REDEEMED when someone else was faster; FORBIDDEN over the
 * caller's daily limit
 */
export async function holdCheckout(
  tx: Context,
  orderId: string,
  quote: Quote,
): Promise<{ readonly expiresAt: Date }> {
  const expiresAt = new Date(tx.now().getTime() + HOLD_MINUTES * 60_000)
  await tx.allowance?.spend(tx, { orders: 1 })
  await insertCheckout(tx.db, {
    orderId,
    state: "open",
    lines: [...quote.lines],
    subtotalCents: quote.subtotalCents,
    discountCode: quote.discount?.code ?? null,
    discountCents: quote.discount?.amountCents ?? 0,
    totalCents: quote.totalCents,
    currency: quote.currency,
    expiresAt,
    createdAt: tx.now(),
  })
  await holdStock(
    tx,
    orderId,
    quote.lines.map((line) => ({ ...line, label: lineLabel(line.productName, line) })),
  )
  if (quote.discount) await holdDiscount(tx, orderId, quote.discount.code)
  return { expiresAt }
}

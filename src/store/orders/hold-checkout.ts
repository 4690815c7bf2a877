import { lineLabel, type Quote } from "../cart/cart"
import { type Context, inTransaction } from "../context"
import { holdDiscount } from "../discounts/hold-discount"
import { holdStock } from "../inventory/hold-stock"
import { HOLD_MINUTES } from "./order"
import { type CheckoutRow, insertHeldCheckout } from "./queries"

/**
 * Opens a checkout for a priced cart and sets its stock and code aside for 30 minutes, all of it or nothing. Without a
 * code and a daily limit that is one statement, since shoppers of one variant queue for its row.
 * @throws StoreError INVENTORY_UNAVAILABLE or DISCOUNT_REDEEMED when someone else was faster; FORBIDDEN over the
 * caller's daily limit
 */
export async function holdCheckout(ctx: Context, orderId: string, quote: Quote): Promise<CheckoutRow> {
  const { discount } = quote
  if (!discount && !ctx.allowance) return insertHeld(ctx, orderId, quote)
  return inTransaction(ctx, async (tx) => {
    await tx.allowance?.spend(tx, { orders: 1 })
    const checkout = await insertHeld(tx, orderId, quote)
    if (discount) await holdDiscount(tx, orderId, discount.code)
    return checkout
  })
}

function insertHeld(ctx: Context, orderId: string, quote: Quote): Promise<CheckoutRow> {
  const row = {
    orderId,
    state: "open" as const,
    lines: [...quote.lines],
    subtotalCents: quote.subtotalCents,
    discountCode: quote.discount?.code ?? null,
    discountCents: quote.discount?.amountCents ?? 0,
    totalCents: quote.totalCents,
    currency: quote.currency,
    expiresAt: new Date(ctx.now().getTime() + HOLD_MINUTES * 60_000),
    createdAt: ctx.now(),
  }
  return holdStock(
    orderId,
    quote.lines.map((line) => ({ ...line, label: lineLabel(line.productName, line) })),
    (hold) => insertHeldCheckout(ctx.db, row, hold),
  )
}

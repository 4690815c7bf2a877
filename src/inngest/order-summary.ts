import type { Context } from "../store/context"
import { findOrderWithLines } from "../store/orders/parts-queries"

/** What the channel `admin` shows of an order besides how far it is. */
export interface OrderSummary {
  readonly items: { readonly name: string; readonly quantity: number }[]
  readonly amount?: number
  readonly currency?: string
}

/** Reads an order for its messages once, at the first of them: they are hints, and it hardly ever changes between two. */
export function orderSummary(ctx: Context, orderId: string): () => Promise<OrderSummary> {
  let summary: Promise<OrderSummary> | undefined
  return () => {
    summary ??= readSummary(ctx, orderId)
    return summary
  }
}

async function readSummary(ctx: Context, orderId: string): Promise<OrderSummary> {
  const found = await findOrderWithLines(ctx.db, orderId)
  if (!found) return { items: [] }
  const { order, lines } = found
  return {
    items: lines.map(({ productName, quantity }) => ({ name: productName, quantity })),
    amount: order.totalCents,
    currency: order.currency,
  }
}

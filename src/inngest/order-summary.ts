import type { Context } from "../store/context"
import { findOrder, listOrderLines } from "../store/orders/queries"

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
  const [order, lines] = await Promise.all([findOrder(ctx.db, orderId), listOrderLines(ctx.db, [orderId])])
  return {
    items: lines.map(({ productName, quantity }) => ({ name: productName, quantity })),
    ...(order ? { amount: order.totalCents, currency: order.currency } : {}),
  }
}

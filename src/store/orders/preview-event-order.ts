import type { Context } from "../context"
import { priceEventOrder } from "./event-order"
import type { EventOrderInput } from "./order-request"
import { describeOrder, type OrderPreview } from "./preview-order"

/**
 * What an event order would be. No code is minted, nothing is held.
 * @throws StoreError as quoteCart does
 */
export async function previewEventOrder(ctx: Context, input: EventOrderInput): Promise<OrderPreview> {
  const quote = await priceEventOrder(ctx, input)
  return { ...describeOrder(quote, input, "create_event_order"), discountCode: null }
}

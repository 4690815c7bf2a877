import type { Quote, QuotedLine } from "../cart/cart"
import { priceCart } from "../cart/price-cart"
import type { Context } from "../context"
import type { Cents } from "../money"
import { missingFields, type OrderInput } from "./order-request"

export interface OrderPreview {
  readonly status: "ready_for_direct_submit" | "needs_customer_shipping" | "payment_required"
  readonly subtotalCents: Cents
  readonly discountCode: string | null
  readonly discountAmountCents: Cents
  readonly totalCents: Cents
  /** Paths into the input, such as `shipping.city`. Empty when a payment page will ask. */
  readonly missingFields: readonly string[]
  readonly items: readonly QuotedLine[]
  readonly nextAction: string
}

/**
 * What submitting the order would do now. Nothing is held.
 * @throws StoreError as priceCart does
 */
export async function previewOrder(ctx: Context, input: OrderInput): Promise<OrderPreview> {
  return describeOrder(await priceCart(ctx, input), input, "submit_order")
}

/** Pure: how a priced order would go on. */
export function describeOrder(
  quote: Quote,
  input: Pick<OrderInput, "customer" | "shipping">,
  submit: "submit_order" | "create_event_order",
): OrderPreview {
  const free = quote.totalCents === 0
  const missing = free ? missingFields(input) : []
  const status = !free
    ? "payment_required"
    : missing.length > 0
      ? "needs_customer_shipping"
      : "ready_for_direct_submit"
  return {
    status,
    subtotalCents: quote.subtotalCents,
    discountCode: quote.discount?.code ?? null,
    discountAmountCents: quote.discount?.amountCents ?? (0 as Cents),
    totalCents: quote.totalCents,
    missingFields: missing,
    items: quote.lines,
    nextAction: {
      payment_required: `Call ${submit} with the same input; send the buyer to the checkoutUrl that it answers.`,
      needs_customer_shipping: `Add ${missing.join(", ")} and call ${submit}.`,
      ready_for_direct_submit: `Call ${submit} with the same input and an idempotencyKey; the order is placed at once.`,
    }[status],
  }
}

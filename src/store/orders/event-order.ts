import { quoteCart } from "../cart/cart"
import { listProductsByVariantIds } from "../catalog/queries"
import type { Context } from "../context"
import type { DiscountCode } from "../discounts/discount-code"
import { cents } from "../money"
import type { EventOrderInput } from "./order-request"

/** The benefit of the code that an event order mints: it makes the order free. */
export const EVENT_DISCOUNT: DiscountCode = {
  code: "",
  label: "",
  type: "devrel_comp",
  amountOffCents: null,
  percentOff: 100,
  maxRedemptions: 1,
  timesRedeemed: 0,
  active: true,
}

/** "Devcon 2026-05-04 · speaker gifts": what the code's label and the order's campaign say about the event. */
export function describeEvent(input: Pick<EventOrderInput, "eventName" | "eventDate" | "purpose">): string {
  return [[input.eventName, input.eventDate].filter(Boolean).join(" "), input.purpose]
    .filter(Boolean)
    .join(" · ")
}

/**
 * Prices an event's order with the given code, or with the one that it would get.
 * @throws StoreError as quoteCart does
 */
export async function priceEventOrder(
  ctx: Context,
  input: EventOrderInput,
  discount: DiscountCode = EVENT_DISCOUNT,
) {
  const products = await listProductsByVariantIds(
    ctx.db,
    input.items.map((item) => item.variantId),
  )
  const quote = quoteCart(input.items, products, discount)
  return { ...quote, discount: { code: discount.code, amountCents: quote.discount?.amountCents ?? cents(0) } }
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { discountOn } from "../discounts/discount-code"
import { findUsableDiscount } from "../discounts/find-usable-discount"
import { type Cents, cents } from "../money"
import type { CartItem } from "./cart"
import { type CartView, viewCart } from "./view-cart"

export interface CheckoutReview {
  readonly cart: CartView
  readonly discount: { readonly code: string; readonly label: string; readonly amountCents: Cents } | null
  /** A code that was typed and does not count, with the reason. */
  readonly refused: { readonly code: string; readonly message: string } | null
  readonly totalCents: Cents
}

/** The cart as checkout would charge it, with what stands in the way as data instead of errors. */
export async function reviewCheckout(
  ctx: Context,
  input: { readonly items: readonly CartItem[]; readonly discountCode?: string | undefined },
): Promise<CheckoutReview> {
  const cart = await viewCart(ctx, input.items)
  const { discount, refused } = await reviewDiscount(ctx, cart.subtotalCents, input.discountCode)
  return { cart, discount, refused, totalCents: cents(cart.subtotalCents - (discount?.amountCents ?? 0)) }
}

async function reviewDiscount(
  ctx: Context,
  subtotalCents: Cents,
  typed: string | undefined,
): Promise<Pick<CheckoutReview, "discount" | "refused">> {
  if (!typed) return { discount: null, refused: null }
  try {
    const found = await findUsableDiscount(ctx, typed)
    const amountCents = discountOn(subtotalCents, found)
    return { discount: { code: found.code, label: found.label, amountCents }, refused: null }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { discount: null, refused: { code: typed, message: error.message } }
  }
}

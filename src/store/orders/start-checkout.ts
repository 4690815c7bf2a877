import type { CartItem } from "../cart/cart"
import { priceCart } from "../cart/price-cart"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { holdCheckout } from "./hold-checkout"
import { openPaymentSession } from "./open-payment-session"
import { type CheckoutRow, findCheckout } from "./queries"
import { releaseCheckout } from "./release-checkout"

export interface StartedCheckout {
  readonly orderId: string
  /** The provider's hosted page. */
  readonly url: string
  readonly expiresAt: Date
}

/**
 * Prices the cart, sets its stock and discount code aside for 30 minutes, and opens a payment session that
 * expires with the hold. When `replaces` names the shopper's earlier checkout, that one is answered again if it
 * is still open for the same cart and price, and is made unpayable and released otherwise, so that a shopper
 * never has two payable sessions.
 * @throws StoreError as priceCart does; INVENTORY_UNAVAILABLE or DISCOUNT_REDEEMED when another shopper was
 * faster; SERVICE_UNAVAILABLE when the provider does not answer. Nothing stays held after an error.
 */
export async function startCheckout(
  ctx: Context,
  input: {
    readonly items: readonly CartItem[]
    readonly discountCode?: string | undefined
    readonly replaces?: string | undefined
  },
): Promise<StartedCheckout> {
  const earlier = input.replaces ? await findCheckout(ctx.db, input.replaces) : undefined
  const reusable = earlier && reuse(ctx, earlier, input)
  if (reusable) return reusable
  if (earlier?.state === "open") await endSession(ctx, earlier)

  const quote = await priceCart(ctx, input)
  const orderId = newId("order")
  const { expiresAt } = await inTransaction(ctx, (tx) => holdCheckout(tx, orderId, quote))
  const { url } = await openPaymentSession(ctx, orderId)
  return { orderId, url, expiresAt }
}

/** The earlier session, if paying it now would buy exactly this cart with time enough left to pay. */
function reuse(
  ctx: Context,
  earlier: CheckoutRow,
  input: { readonly items: readonly CartItem[]; readonly discountCode?: string | undefined },
): StartedCheckout | undefined {
  const secondsLeft = (earlier.expiresAt.getTime() - ctx.now().getTime()) / 1000
  if (earlier.state !== "open" || !earlier.sessionUrl || secondsLeft < 120) return undefined
  const asked = input.items.map(({ variantId, quantity }) => `${variantId}×${quantity}`).sort()
  const held = earlier.lines.map(({ variantId, quantity }) => `${variantId}×${quantity}`).sort()
  const sameCode = (input.discountCode?.trim().toUpperCase() ?? null) === earlier.discountCode
  if (asked.join() !== held.join() || !sameCode) return undefined
  return { orderId: earlier.orderId, url: earlier.sessionUrl, expiresAt: earlier.expiresAt }
}

/** An open session that its shopper has left behind: unpayable first, then released, so it can't be paid in between. */
async function endSession(ctx: Context, checkout: CheckoutRow): Promise<void> {
  if (checkout.sessionId) {
    const session = await ctx.ports.payments.expireSession(checkout.sessionId)
    if (session.status === "complete") return
  }
  await releaseCheckout(ctx, checkout.orderId)
}

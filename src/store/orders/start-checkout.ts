import { type CartItem, mergeItems, type Quote } from "../cart/cart"
import { priceCart } from "../cart/price-cart"
import { listProductsByVariantIds } from "../catalog/queries"
import { type Context, inTransaction } from "../context"
import { normalizeCode } from "../discounts/discount-code"
import { newId } from "../identifiers"
import { holdCheckout } from "./hold-checkout"
import { openPaymentSession } from "./open-payment-session"
import { type CheckoutRow, claimSuccession, findCheckout, findLatestCheckout } from "./queries"
import { releaseUnopened } from "./release-checkout"
import { settleCheckout } from "./settle-checkout"

export interface StartedCheckout {
  readonly orderId: string
  /** The provider's hosted page; the confirmation page for a cart that has just been paid. */
  readonly url: string
  readonly expiresAt: Date
}

interface CheckoutInput {
  readonly items: readonly CartItem[]
  readonly discountCode?: string | undefined
  /** The shopper's earlier checkout, if this browser has one. */
  readonly replaces?: string | undefined
}

/** A shopper who has less than this left could not finish paying. */
const ENOUGH_MS = 2 * 60_000

/**
 * Prices the cart, sets its stock and discount code aside for half an hour, and opens a payment session that
 * expires with the hold. When `replaces` names the shopper's earlier checkout, that one is answered again while
 * it would buy the same cart at the same price, leads to its order if it was paid, and is made unpayable and
 * released otherwise: a shopper never has two payable sessions and never pays twice for one cart.
 * @throws StoreError as priceCart does; INVENTORY_UNAVAILABLE or DISCOUNT_REDEEMED when another shopper was
 * faster; CONFLICT when the shopper replaced this checkout meanwhile; SERVICE_UNAVAILABLE when the provider does not
 * answer. Nothing of this checkout stays held after an error.
 */
export async function startCheckout(ctx: Context, input: CheckoutInput): Promise<StartedCheckout> {
  const earlier = input.replaces ? await findLatestCheckout(ctx.db, input.replaces) : undefined
  const answered = earlier && (await answerEarlier(ctx, earlier, input))
  if (answered) return answered

  const quote = await priceCart(ctx, input)
  const orderId = newId("order")
  const held = earlier ? await succeed(ctx, earlier, orderId, quote) : await holdCheckout(ctx, orderId, quote)
  // Another tab was faster: its checkout is the earlier one now.
  if (!held) return startCheckout(ctx, input)
  const { url } = await openPaymentSession(ctx, held)
  return { orderId, url, expiresAt: held.expiresAt }
}

/** Undefined when the earlier checkout has a successor already. */
function succeed(
  ctx: Context,
  earlier: CheckoutRow,
  orderId: string,
  quote: Quote,
): Promise<CheckoutRow | undefined> {
  return inTransaction(ctx, async (tx) => {
    if (!(await claimSuccession(tx.db, earlier.orderId, orderId))) return undefined
    return holdCheckout(tx, orderId, quote)
  })
}

/** The earlier checkout, if it is what is asked for; otherwise it has ended when this resolves. */
async function answerEarlier(
  ctx: Context,
  earlier: CheckoutRow,
  input: CheckoutInput,
): Promise<StartedCheckout | undefined> {
  const same = sameCart(earlier, input)
  if (earlier.state === "open") {
    const payable = same && (await isPayable(ctx, earlier))
    if (payable) return { ...(await openPaymentSession(ctx, earlier)), ...idsOf(earlier) }
    await endCheckout(ctx, earlier)
  }
  const after = await findCheckout(ctx.db, earlier.orderId)
  return same && (after?.state === "paid" || after?.state === "confirming")
    ? paidAlready(ctx, after)
    : undefined
}

function idsOf({ orderId, expiresAt }: CheckoutRow): Pick<StartedCheckout, "orderId" | "expiresAt"> {
  return { orderId, expiresAt }
}

/** Whether the shopper could still pay the open checkout, at today's prices. */
async function isPayable(ctx: Context, checkout: CheckoutRow): Promise<boolean> {
  if (checkout.expiresAt.getTime() - ctx.now().getTime() < ENOUGH_MS) return false
  const products = await listProductsByVariantIds(
    ctx.db,
    checkout.lines.map(({ variantId }) => variantId),
  )
  const prices = new Map(products.map(({ id, priceCents }) => [id, priceCents]))
  if (checkout.lines.some((line) => prices.get(line.productId) !== line.unitPriceCents)) return false
  if (checkout.sessionId === null) return true
  return (await ctx.ports.payments.getSession(checkout.sessionId)).status === "open"
}

function sameCart({ lines, discountCode }: CheckoutRow, input: CheckoutInput): boolean {
  const asked = input.discountCode === undefined ? null : normalizeCode(input.discountCode)
  return textOf(mergeItems(input.items)) === textOf(lines) && asked === discountCode
}

function textOf(items: readonly Pick<CartItem, "variantId" | "quantity">[]): string {
  return items
    .map(({ variantId, quantity }) => `${variantId}×${quantity}`)
    .sort()
    .join()
}

/** Unpayable first, then released, so that it can't be paid in between; what was paid becomes its order. */
async function endCheckout(ctx: Context, { orderId }: CheckoutRow): Promise<void> {
  if (await releaseUnopened(ctx, orderId)) return
  const sessionId = (await findCheckout(ctx.db, orderId))?.sessionId
  if (sessionId) await settleCheckout(ctx, await ctx.ports.payments.expireSession(sessionId))
}

/** The buyer came back by another way than the confirmation page, which is where the cart is emptied. */
function paidAlready(ctx: Context, { orderId, sessionId, expiresAt }: CheckoutRow): StartedCheckout {
  const query = new URLSearchParams({ ord: orderId, session_id: sessionId ?? "" })
  return { orderId, url: `${ctx.ports.config.appOrigin}/orders/confirmation?${query}`, expiresAt }
}

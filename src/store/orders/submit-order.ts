import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import type { Quote } from "../cart/cart"
import { priceCart } from "../cart/price-cart"
import { type Context, inTransaction } from "../context"
import { answerOnce, forgetAnswer } from "../idempotency/answer-once"
import { newId } from "../identifiers"
import type { Cents } from "../money"
import { holdCheckout } from "./hold-checkout"
import { openPaymentSession } from "./open-payment-session"
import { customerOf, missingFields, type OrderInput } from "./order-request"
import { placeOrder } from "./place-order"
import { findCheckout, findOrder } from "./queries"
import { redeemCode } from "./redeem-code"
import { requireOrder } from "./require-order"
import { sendOutbox } from "./send-outbox"

interface Ordered {
  readonly orderId: string
  readonly totalCents: Cents
  readonly discountCode: string | null
  readonly discountAmountCents: Cents
}

export type OrderResult =
  | (Ordered & { readonly status: "submitted"; readonly orderUrl: string })
  | (Ordered & { readonly status: "payment_required"; readonly checkoutUrl: string })

/** An order as far as the database takes it; a paid one still needs its payment page. */
export type AcceptedOrder = Ordered & { readonly status: OrderResult["status"] }

/**
 * Orders. A total of zero is placed at once, stock and code held in the same transaction; anything else is held
 * for 30 minutes behind a payment page. With an idempotency key, a repetition gets the same order.
 * @throws StoreError as priceCart does; VALIDATION_ERROR naming the fields that a free order lacks; CONFLICT when
 * the key was used for another order; SERVICE_UNAVAILABLE when payments do not answer; FORBIDDEN over the caller's
 * daily limit. Nothing stays held after an error, and the key stays free.
 */
export async function submitOrder(ctx: Context, input: OrderInput): Promise<OrderResult> {
  const { idempotencyKey, ...request } = input
  if (idempotencyKey === undefined) {
    return finishOrder(ctx, await inTransaction(ctx, (tx) => acceptOrder(tx, request)))
  }
  const once = { scope: `submit-order:${actorName(ctx.actor)}`, key: idempotencyKey, input: request }
  const accepted = await answerOnce(ctx, once, (tx) => acceptOrder(tx, request))
  return finishOrder(ctx, accepted, () => forgetAnswer(ctx, once))
}

async function acceptOrder(tx: Context, input: OrderInput): Promise<AcceptedOrder> {
  return acceptQuote(tx, await priceCart(tx, input), input)
}

/** Holds a priced cart and, when it is free, places the order. Must run inside a transaction. */
export async function acceptQuote(
  tx: Context,
  quote: Quote,
  input: Pick<OrderInput, "customer" | "shipping">,
): Promise<AcceptedOrder> {
  const free = quote.totalCents === 0
  if (free) requireComplete(input)
  const orderId = newId("order")
  await holdCheckout(tx, orderId, quote)
  if (free) {
    await placeOrder(tx, { orderId, payment: null, customer: customerOf(input) })
    await redeemCode(tx, requireOrder(await findOrder(tx.db, orderId), orderId))
  }
  const accepted: AcceptedOrder = {
    status: free ? "submitted" : "payment_required",
    orderId,
    totalCents: quote.totalCents,
    discountCode: quote.discount?.code ?? null,
    discountAmountCents: quote.discount?.amountCents ?? (0 as Cents),
  }
  const items = quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  await recordAudit(tx, { action: "order.submitted", subject: orderId, after: { ...accepted, items } })
  return accepted
}

/** What follows the commit: the payment page of a paid order, the workflow of a placed one. */
export async function finishOrder(
  ctx: Context,
  accepted: AcceptedOrder,
  undo: () => Promise<void> = async () => undefined,
): Promise<OrderResult> {
  const { status, ...ordered } = accepted
  const orderUrl = `${ctx.ports.config.appOrigin}/orders/${ordered.orderId}`
  if (status === "submitted") {
    // The outbox keeps what the engine does not take now.
    await sendOutbox(ctx).catch(() => undefined)
    return { ...ordered, status, orderUrl }
  }
  // A repetition may come after the buyer has paid: there is an order then, and nothing more to pay.
  const checkout = await findCheckout(ctx.db, ordered.orderId)
  if (checkout?.state === "paid" || checkout?.state === "confirming") {
    return { ...ordered, status: "submitted", orderUrl }
  }
  try {
    const { url } = await openPaymentSession(ctx, checkout)
    return { ...ordered, status, checkoutUrl: url }
  } catch (error) {
    await undo()
    throw error
  }
}

function requireComplete(input: Pick<OrderInput, "customer" | "shipping">): void {
  const missing = missingFields(input)
  if (missing.length === 0) return
  throw new StoreError("VALIDATION_ERROR", `A free order needs ${missing.join(", ")}.`, {
    userAction: `Add ${missing.join(", ")} and submit the order again.`,
    details: { issues: missing.map((field) => ({ field, message: "Required when the total is zero." })) },
  })
}

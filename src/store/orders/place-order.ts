import { StoreError } from "../../errors"
import { type Context, inTransaction } from "../context"
import { insertOutbox } from "../outbox/queries"
import type { CheckoutSession, Customer } from "../ports"
import { insertSearchTags } from "./desk-queries"
import { DISPUTE_TEXT } from "./note-dispute"
import { sealPersonalData, tagEmail } from "./personal-data"
import {
  type CheckoutRow,
  claimWebhookEvents,
  insertOrder,
  insertOrderEvent,
  lockCheckout,
  lockPayment,
  updateCheckout,
} from "./queries"
import { searchTags } from "./search-tags"

/**
 * Turns a paid checkout into an order, with the event that starts its workflow in the outbox, in one
 * transaction. Any repetition, from the webhook, the confirmation page or the sweep, ends in the same order.
 * Whether the money is right and the stock is there is for the order's stages to find out.
 * @throws StoreError NOT_FOUND when no checkout has this id
 */
export async function placeOrder(
  ctx: Context,
  input: { readonly orderId: string; readonly payment: PaidSession | null; readonly customer: Customer },
): Promise<{ readonly placed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const checkout = await lockCheckout(tx.db, input.orderId)
    if (!checkout) throw new StoreError("NOT_FOUND", `There is no checkout for order ${input.orderId}.`)
    if (checkout.state === "paid") return { placed: false }
    await insertOrder(tx.db, orderRow(tx, checkout, input), checkout.lines.map(orderLine))
    await insertSearchTags(tx.db, checkout.orderId, searchTags(tx.ports.vault, input.customer))
    await updateCheckout(tx.db, checkout.orderId, { state: "paid" })
    await insertOrderEvent(tx.db, {
      orderId: checkout.orderId,
      kind: "placed",
      text: "Order placed",
      at: tx.now(),
    })
    await noteEarlierDisputes(tx, checkout.orderId, input.payment)
    await insertOutbox(tx.db, {
      id: `order.placed:${checkout.orderId}`,
      name: "store/order.placed",
      payload: { orderId: checkout.orderId },
      createdAt: tx.now(),
    })
    return { placed: true }
  })
}

async function noteEarlierDisputes(tx: Context, orderId: string, payment: PaidSession | null): Promise<void> {
  if (!payment?.paymentIntentId) return
  await lockPayment(tx.db, payment.paymentIntentId)
  for (const type of await claimWebhookEvents(tx.db, payment.paymentIntentId, orderId)) {
    if (type !== "charge.dispute.created") continue
    await insertOrderEvent(tx.db, { orderId, kind: "disputed", text: DISPUTE_TEXT, at: tx.now() })
  }
}

export type PaidSession = Pick<
  CheckoutSession,
  "id" | "paymentIntentId" | "amountTotalCents" | "shippingCents" | "taxCents"
>

function orderRow(
  ctx: Context,
  checkout: CheckoutRow,
  input: { readonly payment: PaidSession | null; readonly customer: Customer },
) {
  const { payment, customer } = input
  return {
    id: checkout.orderId,
    subtotalCents: checkout.subtotalCents,
    discountCode: checkout.discountCode,
    discountCents: checkout.discountCents,
    shippingCents: payment?.shippingCents ?? 0,
    taxCents: payment?.taxCents ?? 0,
    totalCents: checkout.totalCents + (payment?.shippingCents ?? 0) + (payment?.taxCents ?? 0),
    currency: checkout.currency,
    sessionId: payment?.id ?? null,
    paymentIntentId: payment?.paymentIntentId ?? null,
    capturedCents: payment?.amountTotalCents ?? null,
    personal: sealPersonalData(ctx.ports.vault, checkout.orderId, customer),
    emailTag: tagEmail(ctx.ports.vault, customer.email),
    placedAt: ctx.now(),
    updatedAt: ctx.now(),
  }
}

function orderLine(line: CheckoutRow["lines"][number]) {
  const { slug, subtotalCents, ...columns } = line
  return columns
}

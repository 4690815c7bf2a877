import { StoreError } from "../../errors"
import type { Context } from "../context"
import { CANCEL_REASONS, maskEmail, maskName } from "./order"
import type { OrderView } from "./order-view"
import { findOrderParts, type OrderParts } from "./parts-queries"
import { ERASED_CUSTOMER, openPersonalData } from "./personal-data"
import { presentEvents, presentStages, sumRefunded } from "./present-parts"
import { type CheckoutRow, findCheckout } from "./queries"

/**
 * An order as its page shows it; e-mail, name and every amount are masked unless `unlocked`.
 * @throws StoreError NOT_FOUND for an id that is neither an order nor a checkout on its way to become one
 */
export async function getOrderView(ctx: Context, orderId: string, unlocked: boolean): Promise<OrderView> {
  const parts = await findOrderParts(ctx.db, orderId)
  if (parts) return placedView(ctx, parts, unlocked)
  const checkout = await findCheckout(ctx.db, orderId)
  if (checkout?.state === "confirming") return confirmingView(checkout)
  throw new StoreError("NOT_FOUND", "There is no such order.", {
    userAction: "Check the link in your confirmation mail.",
  })
}

function placedView(
  ctx: Context,
  { order, lines, stages, events, refunds }: OrderParts,
  unlocked: boolean,
): OrderView {
  const customer = openPersonalData(ctx.ports.vault, order)
  const amount = (value: number) => (unlocked ? value : null)
  return {
    orderId: order.id,
    status: order.status,
    statusReason: order.cancelReason && CANCEL_REASONS[order.cancelReason],
    stages: presentStages(stages),
    timeline: presentEvents(events),
    lines: lines.map((line) => ({
      productName: line.productName,
      sku: line.sku,
      size: line.size,
      color: line.color,
      quantity: line.quantity,
      amountTotalCents: amount(line.amountTotalCents),
    })),
    subtotalCents: amount(order.subtotalCents),
    discountCents: amount(order.discountCents),
    shippingCents: amount(order.shippingCents),
    taxCents: amount(order.taxCents),
    totalCents: amount(order.totalCents),
    refundedCents: amount(sumRefunded(refunds)),
    currency: order.currency,
    email: unlocked ? customer.email : maskEmail(customer.email),
    name: unlocked ? customer.name : maskName(customer.name),
    shipping: unlocked && order.personal !== null ? customer.shipping : null,
    unlocked,
    tracking: order.tracking,
    version: order.version,
    placedAt: order.placedAt.toISOString(),
  }
}

/** The shopper has paid in a way that the bank confirms later: there is a checkout, and not yet an order. */
function confirmingView(checkout: CheckoutRow): OrderView {
  return {
    orderId: checkout.orderId,
    status: "awaiting_payment",
    statusReason: "Waiting for the bank to confirm the payment.",
    stages: presentStages([]),
    timeline: [],
    lines: checkout.lines.map(({ productName, sku, size, color, quantity }) => ({
      productName,
      sku,
      size,
      color,
      quantity,
      amountTotalCents: null,
    })),
    subtotalCents: null,
    discountCents: null,
    shippingCents: null,
    taxCents: null,
    totalCents: null,
    refundedCents: null,
    currency: checkout.currency,
    email: maskEmail(ERASED_CUSTOMER.email),
    name: "",
    shipping: null,
    unlocked: false,
    tracking: null,
    version: 0,
    placedAt: null,
  }
}

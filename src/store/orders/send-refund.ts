import type { Context } from "../context"
import { letterOrder } from "./letter-order"
import type { RefundReason } from "./order"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { listRefunds } from "./queries"
import { requireOrder } from "./require-order"

/** Tells the buyer, once, that money goes back while the order lives on. */
export async function sendRefund(
  ctx: Context,
  { orderId, refundId }: { readonly orderId: string; readonly refundId: string },
): Promise<{ via: string }> {
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  const refund = (await listRefunds(ctx.db, orderId)).find(({ id }) => id === refundId)
  // Trimmed to nothing, since someone had sent it back by hand.
  if (!refund) return { via: "nothing to tell" }
  return ctx.ports.mail.send({
    idempotencyKey: `refund:${refundId}`,
    orderId,
    to: openPersonalData(ctx.ports.vault, order).email,
    letter: {
      kind: "refund",
      order: letterOrder(order, lines, ctx.ports.config.appOrigin),
      amountCents: refund.amountCents,
      reason: refund.reason as RefundReason,
    },
  })
}

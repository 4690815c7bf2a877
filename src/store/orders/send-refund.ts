import type { Context } from "../context"
import { openPersonalData } from "./personal-data"
import { findOrder, listRefunds } from "./queries"
import { refundMail } from "./refund-mail"
import { requireOrder } from "./require-order"

/** Tells the buyer, once, that money goes back while the order lives on. */
export async function sendRefund(
  ctx: Context,
  { orderId, refundId }: { readonly orderId: string; readonly refundId: string },
): Promise<{ via: string }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  const refund = (await listRefunds(ctx.db, orderId)).find(({ id }) => id === refundId)
  // Trimmed to nothing, since someone had sent it back by hand.
  if (!refund) return { via: "nothing to tell" }
  return ctx.ports.mail.send({
    idempotencyKey: `refund:${refundId}`,
    orderId,
    to: openPersonalData(ctx.ports.vault, order).email,
    ...refundMail(order, refund, ctx.ports.config.appOrigin),
  })
}

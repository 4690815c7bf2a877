import type { Context } from "../context"
import { confirmationMail } from "./confirmation-mail"
import { openPersonalData } from "./personal-data"
import { findOrder, listOrderLines } from "./queries"
import { requireOrder } from "./require-order"

/** Third stage: one confirmation to the buyer, keyed by the order so that a retry does not send another. */
export async function sendConfirmation(ctx: Context, orderId: string): Promise<{ via: string }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  const customer = openPersonalData(ctx.ports.vault, order)
  const lines = await listOrderLines(ctx.db, [orderId])
  return ctx.ports.mail.send({
    idempotencyKey: `confirmation:${orderId}`,
    orderId,
    to: customer.email,
    ...confirmationMail(order, lines, customer, ctx.ports.config.appOrigin),
  })
}

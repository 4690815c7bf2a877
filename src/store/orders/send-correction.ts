import type { Context } from "../context"
import { correctionMail } from "./correction-mail"
import { openPersonalData } from "./personal-data"
import { findOrder } from "./queries"
import { requireOrder } from "./require-order"

/** Tells the buyer, once per correction, where the parcel goes now. */
export async function sendCorrection(
  ctx: Context,
  { orderId, correctionId }: { readonly orderId: string; readonly correctionId: string },
): Promise<{ via: string }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  const customer = openPersonalData(ctx.ports.vault, order)
  if (customer.email === "") return { via: "nothing to tell" }
  return ctx.ports.mail.send({
    idempotencyKey: `correction:${correctionId}`,
    orderId,
    to: customer.email,
    ...correctionMail(order, customer, ctx.ports.config.appOrigin),
  })
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { letterKey } from "./letter-key"
import { letterOrder } from "./letter-order"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { requireOrder } from "./require-order"

/**
 * Third stage: one confirmation to the buyer, keyed by the order so that a retry does not send another.
 * @throws StoreError CONFLICT when the order was cancelled meanwhile
 */
export async function sendConfirmation(
  ctx: Context,
  orderId: string,
  again?: string,
): Promise<{ via: string }> {
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  if (order.status === "cancelled") throw new StoreError("CONFLICT", "The order was cancelled.")
  const customer = openPersonalData(ctx.ports.vault, order)
  return ctx.ports.mail.send({
    idempotencyKey: letterKey("confirmation", orderId, again),
    orderId,
    to: customer.email,
    letter: {
      kind: "confirmation",
      order: letterOrder(order, lines, ctx.ports.config.appOrigin),
      buyerName: customer.name,
      shipTo: customer.shipping,
    },
  })
}

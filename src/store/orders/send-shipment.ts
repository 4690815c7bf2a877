import type { Context } from "../context"
import { letterKey } from "./letter-key"
import { letterOrder } from "./letter-order"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { requireOrder } from "./require-order"

/** Tells the buyer, once, that the parcel is on its way, and its number. */
export async function sendShipment(ctx: Context, orderId: string, again?: string): Promise<{ via: string }> {
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  if (order.status !== "shipped") return { via: "nothing to tell" }
  const customer = openPersonalData(ctx.ports.vault, order)
  return ctx.ports.mail.send({
    idempotencyKey: letterKey("shipment", orderId, again),
    orderId,
    to: customer.email,
    letter: {
      kind: "shipment",
      order: letterOrder(order, lines, ctx.ports.config.appOrigin),
      tracking: order.tracking,
    },
  })
}

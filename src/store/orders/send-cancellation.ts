import type { Context } from "../context"
import { letterKey } from "./letter-key"
import { letterOrder } from "./letter-order"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { requireOrder } from "./require-order"

/** Tells the buyer, once, that the order has died and where the money is. An order that lives is left alone. */
export async function sendCancellation(
  ctx: Context,
  orderId: string,
  again?: string,
): Promise<{ via: string }> {
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  if (order.status !== "cancelled") return { via: "nothing to tell" }
  const customer = openPersonalData(ctx.ports.vault, order)
  const told = letterOrder(order, lines, ctx.ports.config.appOrigin)
  const reason = order.cancelReason ?? "workflow-failed"
  return ctx.ports.mail.send({
    idempotencyKey: letterKey("cancellation", orderId, again),
    orderId,
    to: customer.email,
    letter:
      reason === "sold-out"
        ? { kind: "sold-out", order: told }
        : { kind: "cancellation", order: told, reason },
  })
}

import type { z } from "zod"
import type { Context } from "../context"
import type { orderCorrectedSchema } from "../events"
import { letterOrder } from "./letter-order"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { requireOrder } from "./require-order"

type Correction = Omit<z.infer<typeof orderCorrectedSchema>, "appOrigin">

/** Tells the buyer, once per correction, where the parcel goes now, or what is in it. */
export async function sendCorrection(
  ctx: Context,
  { orderId, correctionId, what }: Correction,
): Promise<{ via: string }> {
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  const customer = openPersonalData(ctx.ports.vault, order)
  if (customer.email === "") return { via: "nothing to tell" }
  const told = letterOrder(order, lines, ctx.ports.config.appOrigin)
  return ctx.ports.mail.send({
    idempotencyKey: `correction:${correctionId}`,
    orderId,
    to: customer.email,
    letter:
      what === "items"
        ? { kind: "substitution", order: told }
        : { kind: "correction", order: told, shipTo: customer.shipping },
  })
}

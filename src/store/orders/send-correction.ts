import type { z } from "zod"
import type { Context } from "../context"
import type { orderCorrectedSchema } from "../events"
import { correctionMail } from "./correction-mail"
import { openPersonalData } from "./personal-data"
import { findOrder, listOrderLines } from "./queries"
import { requireOrder } from "./require-order"
import { substitutionMail } from "./substitution-mail"

type Correction = Omit<z.infer<typeof orderCorrectedSchema>, "appOrigin">

/** Tells the buyer, once per correction, where the parcel goes now, or what is in it. */
export async function sendCorrection(
  ctx: Context,
  { orderId, correctionId, what }: Correction,
): Promise<{ via: string }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  const customer = openPersonalData(ctx.ports.vault, order)
  if (customer.email === "") return { via: "nothing to tell" }
  return ctx.ports.mail.send({
    idempotencyKey: `correction:${correctionId}`,
    orderId,
    to: customer.email,
    ...(what === "items"
      ? substitutionMail(order, await listOrderLines(ctx.db, [orderId]), ctx.ports.config.appOrigin)
      : correctionMail(order, customer, ctx.ports.config.appOrigin)),
  })
}

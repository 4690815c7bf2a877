import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import type { Context } from "../context"
import type { RepeatableLetter } from "./letter-key"
import type { OrderStatus } from "./order"
import { findOrder } from "./queries"
import { requireOrder } from "./require-order"
import { sendCancellation } from "./send-cancellation"
import { sendConfirmation } from "./send-confirmation"
import { sendShipment } from "./send-shipment"

const SEND = { confirmation: sendConfirmation, shipment: sendShipment, cancellation: sendCancellation }

/** The letters that are still true of an order in this status. */
export const LETTERS: Readonly<Record<OrderStatus, readonly RepeatableLetter[]>> = {
  pending: ["confirmation"],
  fulfilled: ["confirmation"],
  shipped: ["confirmation", "shipment"],
  cancelled: ["cancellation"],
}

/**
 * Writes a letter anew, with what is true now, and sends it once more. The same key sends it once.
 * @throws StoreError NOT_FOUND; CONFLICT when the letter would not be true or there is nobody to send it to;
 * SERVICE_UNAVAILABLE when the mailer does not answer
 */
export async function resendLetter(
  ctx: Context,
  {
    orderId,
    letter,
    key,
  }: { readonly orderId: string; readonly letter: RepeatableLetter; readonly key: string },
): Promise<{ readonly via: string }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  if (!LETTERS[order.status].includes(letter)) {
    throw new StoreError("CONFLICT", `A ${letter} would not be true of an order that is ${order.status}.`, {
      userAction: "Look at the order as it is now.",
    })
  }
  if (order.personal === null) {
    throw new StoreError("CONFLICT", "The buyer's data was erased.", {
      userAction: "There is nobody left to write to.",
    })
  }
  const sent = await SEND[letter](ctx, orderId, key)
  await recordAudit(ctx, { action: "order.letter-resent", subject: orderId, after: { letter } })
  return sent
}

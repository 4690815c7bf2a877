import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { insertOutbox } from "../outbox/queries"
import { replaceSearchTags } from "./desk-queries"
import type { AddressCorrection } from "./order-request"
import { openPersonalData, sealPersonalData } from "./personal-data"
import { insertOrderEvent, lockOrder, updateOrder } from "./queries"
import { requireOrder } from "./require-order"
import { searchTags } from "./search-tags"

/** Buyers may until the order is packed, the desk until it has shipped. */
const OPEN = { shopper: ["pending"], desk: ["pending", "fulfilled"] }

/**
 * Sends the order elsewhere within the same country: tax and postage were priced for that one. The sheet and the
 * buyer's letter follow in the workflow `correct-order`.
 * @throws StoreError NOT_FOUND; CONFLICT once it is too late, or the buyer's data was erased
 */
export async function correctAddress(
  ctx: Context,
  { orderId, ...correction }: AddressCorrection & { readonly orderId: string },
): Promise<{ readonly changed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    if (!OPEN[tx.actor.kind === "shopper" ? "shopper" : "desk"].includes(order.status)) {
      throw new StoreError("CONFLICT", "The address can no longer be changed.", {
        userAction: `The order is ${order.status}. Write to the store, with the order's id.`,
      })
    }
    if (order.personal === null) {
      throw new StoreError("CONFLICT", "The buyer's data was erased.", {
        userAction: "There is no address left to correct.",
      })
    }
    const before = openPersonalData(tx.ports.vault, order)
    const { phone, ...address } = correction
    const after = {
      ...before,
      phone: phone ?? before.phone,
      shipping: { ...address, country: before.shipping.country },
    }
    if (JSON.stringify(after) === JSON.stringify(before)) return { changed: false }
    await updateOrder(
      tx.db,
      orderId,
      { personal: sealPersonalData(tx.ports.vault, orderId, after) },
      tx.now(),
    )
    await replaceSearchTags(tx.db, orderId, searchTags(tx.ports.vault, after))
    await insertOrderEvent(tx.db, {
      orderId,
      kind: "corrected",
      text: "Shipping address corrected",
      at: tx.now(),
    })
    const correctionId = newId("request")
    await insertOutbox(tx.db, {
      id: `order.corrected:${correctionId}`,
      name: "store/order.corrected",
      payload: { orderId, correctionId },
      createdAt: tx.now(),
    })
    await recordAudit(tx, { action: "order.corrected", subject: orderId })
    return { changed: true }
  })
}

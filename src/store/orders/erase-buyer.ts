import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { deleteOrderNotes, replaceSearchTags } from "./desk-queries"
import { isFinal } from "./order"
import { insertOrderEvent, lockOrder, updateOrder } from "./queries"
import { recordToSheet } from "./record-to-sheet"
import { requireOrder } from "./require-order"

/**
 * Forgets who bought: the order, its lines, money and movements stay, so that the books still add up. Repeating it
 * finishes what a crash has left.
 * @throws StoreError NOT_FOUND; CONFLICT while the order still has to be packed or shipped, unless `force`
 */
export async function eraseBuyer(
  ctx: Context,
  { orderId, force = false }: { readonly orderId: string; readonly force?: boolean },
): Promise<{ readonly erased: boolean }> {
  const erased = await inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    if (!force && !isFinal(order.status)) {
      throw new StoreError(
        "CONFLICT",
        `Order ${orderId} is ${order.status}, and its parcel needs an address.`,
        {
          userAction: "Ship or cancel it first, or force it and it can't be sent any more.",
        },
      )
    }
    await deleteOrderNotes(tx.db, orderId)
    if (order.personal === null) return false
    await updateOrder(tx.db, orderId, { personal: null, emailTag: null }, tx.now())
    await replaceSearchTags(tx.db, orderId, [])
    await insertOrderEvent(tx.db, {
      orderId,
      kind: "erased",
      text: "The buyer's data was erased",
      at: tx.now(),
    })
    await recordAudit(tx, { action: "buyer.erased", subject: orderId })
    return true
  })
  await ctx.ports.mail.forget(orderId)
  await ctx.ports.workflow.forget(orderId)
  // The row is written again from what is left: its cells about the buyer are empty now, at Google too.
  await recordToSheet(ctx, orderId)
  ctx.ports.workflow.orderChanged(orderId)
  return { erased }
}

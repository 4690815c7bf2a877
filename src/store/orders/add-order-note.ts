import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { insertOrderNote } from "./desk-queries"
import { findOrder } from "./queries"
import { requireOrder } from "./require-order"

/**
 * Keeps what someone wrote about an order, for the desk only.
 * @throws StoreError NOT_FOUND
 */
export async function addOrderNote(
  ctx: Context,
  input: { readonly orderId: string; readonly text: string },
): Promise<void> {
  const { orderId, text } = input
  await inTransaction(ctx, async (tx) => {
    requireOrder(await findOrder(tx.db, orderId), orderId)
    const note = tx.ports.vault.seal(text, orderId)
    await insertOrderNote(tx.db, { orderId, author: actorName(tx.actor), note, at: tx.now() })
    await recordAudit(tx, { action: "order.noted", subject: orderId })
  })
}

import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { setAttended } from "./desk-queries"
import { findOrder } from "./queries"
import { requireOrder } from "./require-order"

/**
 * Says that someone has dealt with what was wrong with the order. What goes wrong later raises it again.
 * @throws StoreError NOT_FOUND
 */
export async function attendOrder(ctx: Context, orderId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const order = requireOrder(await findOrder(tx.db, orderId), orderId)
    await setAttended(tx.db, orderId, tx.now())
    await recordAudit(tx, {
      action: "order.attended",
      subject: orderId,
      before: { attendedAt: order.attendedAt },
      after: { attendedAt: tx.now() },
    })
  })
}

import { type Context, inTransaction } from "../context"
import { returnDiscount } from "../discounts/return-discount"
import { deleteHolds } from "../inventory/queries"
import { lockCheckout, updateCheckout } from "./queries"

/**
 * Gives back what an unpaid checkout held. Repeating it is harmless; a checkout that became an order is left
 * alone.
 */
export async function releaseCheckout(ctx: Context, orderId: string): Promise<{ released: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const checkout = await lockCheckout(tx.db, orderId)
    if (!checkout || (checkout.state !== "open" && checkout.state !== "confirming"))
      return { released: false }
    await deleteHolds(tx.db, orderId)
    await returnDiscount(tx, orderId)
    await updateCheckout(tx.db, orderId, { state: "released" })
    return { released: true }
  })
}

/**
 * Gives back what a checkout without a payment session held; false when it has one, which must be made unpayable
 * first. Looks under the lock: another caller may just have opened the session.
 */
export async function releaseUnopened(ctx: Context, orderId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const checkout = await lockCheckout(tx.db, orderId)
    if (checkout && checkout.sessionId !== null) return false
    await releaseCheckout(tx, orderId)
    return true
  })
}

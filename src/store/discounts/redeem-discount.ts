import type { Context } from "../context"
import { holdDiscount } from "./hold-discount"
import { findDiscountUse, updateDiscountUse } from "./queries"

/**
 * Spends the use that the order's checkout held; takes it again if it had been returned. Repeating it is
 * harmless, and so is an order without a code. Must run inside a transaction.
 * @throws StoreError DISCOUNT_REDEEMED when the use was returned and someone else has it now
 */
export async function redeemDiscount(tx: Context, orderId: string): Promise<void> {
  const use = await findDiscountUse(tx.db, orderId)
  if (!use || use.state === "redeemed") return
  if (use.state === "returned") await holdDiscount(tx, orderId, use.code)
  await updateDiscountUse(tx.db, { orderId, code: use.code, from: "held", to: "redeemed" }, tx.now())
}

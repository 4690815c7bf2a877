import type { Context } from "../context"
import { findDiscountUse, updateDiscountUse } from "./queries"

/** Gives the order's use of its code back, whether held or redeemed. Repeating it is harmless. */
export async function returnDiscount(tx: Context, orderId: string): Promise<void> {
  const use = await findDiscountUse(tx.db, orderId)
  if (!use || use.state === "returned") return
  await updateDiscountUse(tx.db, { orderId, code: use.code, from: use.state, to: "returned" }, tx.now())
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { takeDiscountUse } from "./queries"

/**
 * Sets one use of the code aside for a checkout. Must run inside a transaction.
 * @throws StoreError DISCOUNT_REDEEMED when another checkout holds the last use or an order has redeemed it
 */
export async function holdDiscount(tx: Context, orderId: string, code: string): Promise<void> {
  if (!(await takeDiscountUse(tx.db, code, orderId, tx.now()))) {
    throw new StoreError(
      "DISCOUNT_REDEEMED",
      `The code ${code} has already been redeemed, or a checkout is using it.`,
    )
  }
}

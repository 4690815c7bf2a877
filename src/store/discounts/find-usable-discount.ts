import { StoreError } from "../../errors"
import type { Context } from "../context"
import { type DiscountCode, normalizeCode } from "./discount-code"
import { findDiscountCode } from "./queries"

/**
 * The code, if an order could use it now.
 * @throws StoreError DISCOUNT_INVALID when it does not exist, is paused or has expired; DISCOUNT_REDEEMED when it is spent
 */
export async function findUsableDiscount(ctx: Context, typed: string): Promise<DiscountCode> {
  const code = normalizeCode(typed)
  const found = code.length > 64 ? undefined : await findDiscountCode(ctx.db, code)
  if (!found?.active || (found.expiresAt && found.expiresAt <= ctx.now())) {
    throw new StoreError("DISCOUNT_INVALID", "This discount code is not valid.")
  }
  if (found.timesRedeemed >= found.maxRedemptions) {
    throw new StoreError("DISCOUNT_REDEEMED", `The code ${code} has already been redeemed.`)
  }
  return found
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { lockDiscountCode } from "../discounts/desk-queries"
import { redeemDiscount } from "../discounts/redeem-discount"
import { countRedeemedBySameBuyer } from "./desk-queries"
import type { OrderRow } from "./queries"

/**
 * Spends the use of a code that the order's checkout held, unless its buyer has used the code as often as one may.
 * The buyer is known only now: the payment page asks. Repeating it is harmless. Must run inside a transaction.
 * @throws StoreError DISCOUNT_REDEEMED when someone else has the use now, or the buyer has had enough of them
 */
export async function redeemCode(
  tx: Context,
  order: Pick<OrderRow, "id" | "discountCode" | "emailTag">,
): Promise<void> {
  if (order.discountCode !== null) await requireUseLeft(tx, order, order.discountCode)
  await redeemDiscount(tx, order.id)
}

async function requireUseLeft(
  tx: Context,
  { id, emailTag }: Pick<OrderRow, "id" | "emailTag">,
  code: string,
): Promise<void> {
  // Locked, so that two orders of one buyer count one after the other.
  const { maxPerPerson = null } = (await lockDiscountCode(tx.db, code)) ?? {}
  if (maxPerPerson === null || emailTag === null) return
  if ((await countRedeemedBySameBuyer(tx.db, { code, emailTag, exceptOrderId: id })) < maxPerPerson) return
  throw new StoreError("DISCOUNT_REDEEMED", `The code ${code} works ${timesWord(maxPerPerson)} per person.`, {
    userAction: "Order without the code.",
  })
}

function timesWord(times: number): string {
  return times === 1 ? "once" : `${times} times`
}

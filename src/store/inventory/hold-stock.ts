import { StoreError } from "../../errors"
import type { Context } from "../context"
import { insertHold } from "./queries"

/**
 * Sets stock aside for a checkout. Must run inside a transaction; variants are taken in id order.
 * @throws StoreError INVENTORY_UNAVAILABLE naming the variant that has too few units left
 */
export async function holdStock(
  tx: Context,
  orderId: string,
  lines: readonly { readonly variantId: string; readonly quantity: number; readonly label: string }[],
): Promise<void> {
  const inIdOrder = [...lines].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  for (const { variantId, quantity, label } of inIdOrder) {
    if (!(await insertHold(tx.db, { orderId, variantId, quantity }))) {
      throw new StoreError(
        "INVENTORY_UNAVAILABLE",
        `${label} has sold out, or fewer than ${quantity} are left.`,
        {
          details: { variantId, requested: quantity },
        },
      )
    }
  }
}

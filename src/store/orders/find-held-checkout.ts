import type { Context } from "../context"
import { findLatestCheckout } from "./queries"

/** Until when the shopper's open checkout holds its pieces; undefined when it holds none. */
export async function findHeldCheckout(
  ctx: Context,
  orderId: string,
): Promise<{ readonly expiresAt: Date } | undefined> {
  const checkout = await findLatestCheckout(ctx.db, orderId)
  if (checkout?.state !== "open" || checkout.expiresAt <= ctx.now()) return undefined
  return { expiresAt: checkout.expiresAt }
}

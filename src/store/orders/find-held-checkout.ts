import type { Context } from "../context"
import { findLatestCheckout } from "./queries"

/** Until when the shopper's open checkout holds its pieces; undefined when it holds none. */
export async function findHeldCheckout(
  ctx: Context,
  orderId: string,
): Promise<{ readonly expiresAt: Date; readonly secondsLeft: number } | undefined> {
  const checkout = await findLatestCheckout(ctx.db, orderId)
  const leftMs = checkout ? checkout.expiresAt.getTime() - ctx.now().getTime() : 0
  if (checkout?.state !== "open" || leftMs <= 0) return undefined
  return { expiresAt: checkout.expiresAt, secondsLeft: Math.ceil(leftMs / 1_000) }
}

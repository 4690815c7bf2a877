import type { Context } from "../context"
import { waitFor } from "../wait-for"
import { listRefunds } from "./queries"

/** Waits until the provider has confirmed the refund, at most this long. False when it has not by then. */
export async function awaitRefund(
  ctx: Context,
  { orderId, refundId }: { readonly orderId: string; readonly refundId: string },
  patienceMs = 8_000,
): Promise<boolean> {
  return waitFor(
    async () =>
      (await listRefunds(ctx.db, orderId)).some(({ id, refundedAt }) => id === refundId && refundedAt),
    Boolean,
    patienceMs,
  )
}

import type { Context } from "../context"
import { listDueCheckouts, listOpenRefunds } from "./queries"
import { refundOrder } from "./refund-order"
import { releaseCheckout } from "./release-checkout"
import { settleCheckout } from "./settle-checkout"

const GRACE_MS = 60_000
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000

/**
 * Finds what webhooks missed: checkouts whose time is over, paid sessions without an order, refunds that did
 * not happen. Each is decided by what the provider says now. Repeating it is harmless; one bad row does not
 * keep the others waiting.
 */
export async function sweepCheckouts(
  ctx: Context,
): Promise<{ readonly settled: number; readonly refunded: number; readonly failed: number }> {
  const count = { settled: 0, refunded: 0, failed: 0 }
  const attempt = async (work: () => Promise<keyof typeof count | null>) => {
    const outcome = await work().catch(() => "failed" as const)
    if (outcome) count[outcome]++
  }
  const now = ctx.now()
  for (const checkout of await listDueCheckouts(ctx.db, now, 200)) {
    await attempt(async () => {
      if (checkout.sessionId === null)
        return (await releaseCheckout(ctx, checkout.orderId)).released ? "settled" : null
      const session = await ctx.ports.payments.expireSession(checkout.sessionId)
      return (await settleCheckout(ctx, session)) === "unchanged" ? null : "settled"
    })
  }
  for (const session of await ctx.ports.payments.listCompletedSessions(
    new Date(now.getTime() - LOOK_BACK_MS),
  )) {
    if (session.appOrigin !== ctx.ports.config.appOrigin || !session.paid) continue
    await attempt(async () => ((await settleCheckout(ctx, session)) === "unchanged" ? null : "settled"))
  }
  for (const refund of await listOpenRefunds(ctx.db, new Date(now.getTime() - GRACE_MS))) {
    await attempt(async () => {
      await refundOrder(ctx, refund.orderId)
      return "refunded"
    })
  }
  return count
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { insertOutbox } from "../outbox/queries"
import type { CheckoutSession } from "../ports"
import {
  type CheckoutRow,
  listDueCheckouts,
  listOpenRefunds,
  listPaidCheckouts,
  listUnbegunOrders,
  updateCheckout,
} from "./queries"
import { refundOrder } from "./refund-order"
import { releaseCheckout, releaseUnopened } from "./release-checkout"
import { settleCheckout } from "./settle-checkout"

const GRACE_MS = 60_000
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000
const BEGIN_WITHIN_MS = 15 * 60_000
const ASK_BANK_EVERY_MS = 60 * 60_000

interface Swept {
  readonly settled: number
  readonly refunded: number
  readonly restarted: number
  readonly failed: number
}

/**
 * Finds what webhooks missed: checkouts whose time is over, banks that have answered, paid sessions without an
 * order, refunds that did not happen, orders whose workflow never began. Each is decided by what the provider
 * says now. Repeating it is harmless; what fails does not keep the others waiting.
 */
export async function sweepCheckouts(ctx: Context): Promise<Swept> {
  const count = { settled: 0, refunded: 0, restarted: 0, failed: 0 }
  const attempt = async (work: () => Promise<keyof typeof count | null>) => {
    const outcome = await work().catch(() => "failed" as const)
    if (outcome) count[outcome]++
  }
  const now = ctx.now()
  for (const checkout of await listDueCheckouts(ctx.db, now, 200)) {
    await attempt(() => settleDue(ctx, checkout))
  }
  for (const session of await listMissed(ctx, new Date(now.getTime() - LOOK_BACK_MS)).catch(() => [])) {
    await attempt(async () => ((await settleCheckout(ctx, session)) === "placed" ? "settled" : null))
  }
  for (const refund of await listOpenRefunds(ctx.db, new Date(now.getTime() - GRACE_MS))) {
    await attempt(async () => {
      await refundOrder(ctx, refund.orderId)
      return "refunded"
    })
  }
  for (const orderId of await listUnbegunOrders(ctx.db, new Date(now.getTime() - BEGIN_WITHIN_MS), 100)) {
    await attempt(() => restart(ctx, orderId))
  }
  return count
}

async function settleDue(ctx: Context, checkout: CheckoutRow): Promise<"settled" | null> {
  const { orderId, sessionId } = checkout
  // One that was opened meanwhile is due with the next sweep.
  if (sessionId === null) return (await releaseUnopened(ctx, orderId)) ? "settled" : null
  const session = await endSession(ctx, sessionId)
  if (!session) return (await releaseCheckout(ctx, orderId)).released ? "settled" : null
  const settlement = await settleCheckout(ctx, session)
  if (settlement === "confirming") {
    const expiresAt = new Date(ctx.now().getTime() + ASK_BANK_EVERY_MS)
    await updateCheckout(ctx.db, orderId, { expiresAt })
    return null
  }
  return settlement === "unchanged" ? null : "settled"
}

/** What the session is once it can no longer be paid; undefined when the provider does not know it. */
async function endSession(ctx: Context, sessionId: string): Promise<CheckoutSession | undefined> {
  try {
    return await ctx.ports.payments.expireSession(sessionId)
  } catch (error) {
    if (error instanceof StoreError && error.type === "NOT_FOUND") return undefined
    throw error
  }
}

/** The sessions of this deployment that were paid and whose checkouts do not know it. */
async function listMissed(ctx: Context, since: Date): Promise<CheckoutSession[]> {
  const sessions = (await ctx.ports.payments.listCompletedSessions(since)).filter(
    ({ paid, appOrigin }) => paid && appOrigin === ctx.ports.config.appOrigin,
  )
  const paid = await listPaidCheckouts(
    ctx.db,
    sessions.flatMap(({ orderId }) => orderId ?? []),
  )
  return sessions.filter(({ id, orderId }) => paid.get(orderId ?? "") !== id)
}

/** The engine took the event and no run came of it, as when its functions were not registered yet. */
async function restart(ctx: Context, orderId: string): Promise<"restarted"> {
  await insertOutbox(ctx.db, {
    id: `order.placed:${orderId}:again`,
    name: "store/order.placed",
    payload: { orderId },
    createdAt: ctx.now(),
  })
  return "restarted"
}

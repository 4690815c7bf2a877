import type { Context } from "../store/context"
import { findOrder } from "../store/orders/queries"
import { adminChannel, orderChannel } from "./channels"
import type { Inngest } from "./client"

/**
 * Tells everyone who watches what the order is now, which may be more than the run that tells it has done: runs about
 * one order interleave, and the last to tell must not tell what was. A hint: a message that is lost costs nothing.
 */
export async function announceStatus(inngest: Inngest, ctx: Context, orderId: string): Promise<void> {
  const order = await findOrder(ctx.db, orderId)
  if (!order) return
  const { status, tracking } = order
  const ts = ctx.now().getTime()
  await Promise.allSettled([
    inngest.realtime.publish(orderChannel(orderId).status, { status, ...(tracking ? { tracking } : {}), ts }),
    inngest.realtime.publish(adminChannel.order, { orderId, items: [], step: "update-status", status, ts }),
  ])
}

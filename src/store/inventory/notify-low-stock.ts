import type { Context } from "../context"
import { listUntold, markTold, openNotices, resolveNotices } from "./low-stock-queries"

/**
 * Tells the operators of every variant that fell to the threshold, once per drop. It is written down as told after
 * someone took the message, so a crash in between repeats it rather than losing it.
 * @throws StoreError SERVICE_UNAVAILABLE when nobody took the message; try again
 */
export async function notifyLowStock(
  ctx: Context,
): Promise<{ readonly told: number; readonly resolved: number }> {
  const threshold = ctx.ports.config.lowStockThreshold
  const resolved = await resolveNotices(ctx.db, threshold, ctx.now())
  await openNotices(ctx.db, threshold, ctx.now())
  const untold = await listUntold(ctx.db)
  if (untold.length > 0) {
    await ctx.ports.lowStock.notify(untold)
    await markTold(
      ctx.db,
      untold.map(({ id }) => id),
      ctx.now(),
    )
  }
  return { told: untold.length, resolved }
}

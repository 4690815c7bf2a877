import type { Context } from "../context"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { requireOrder } from "./require-order"
import { sheetRow } from "./sheet-row"

/**
 * Fourth stage: exactly one row per order in the fulfilment sheet; later calls bring that row up to date. Of several
 * at once the last to arrive may carry what was true before, so each looks again after it has written.
 */
export async function recordToSheet(ctx: Context, orderId: string): Promise<{ via: string }> {
  let row = await rowOf(ctx, orderId)
  for (;;) {
    const outcome = await ctx.ports.sheet.record(row)
    const now = await rowOf(ctx, orderId)
    if (JSON.stringify(now) === JSON.stringify(row)) return outcome
    row = now
  }
}

async function rowOf(ctx: Context, orderId: string): Promise<string[]> {
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  return sheetRow(order, lines, openPersonalData(ctx.ports.vault, order))
}

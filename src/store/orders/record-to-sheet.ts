import type { Context } from "../context"
import { openPersonalData } from "./personal-data"
import { findOrder, listOrderLines } from "./queries"
import { requireOrder } from "./require-order"
import { sheetRow } from "./sheet-row"

/** Fourth stage: exactly one row per order in the fulfilment sheet; later calls bring that row up to date. */
export async function recordToSheet(ctx: Context, orderId: string): Promise<{ via: string }> {
  const order = requireOrder(await findOrder(ctx.db, orderId), orderId)
  const lines = await listOrderLines(ctx.db, [orderId])
  return ctx.ports.sheet.record(sheetRow(order, lines, openPersonalData(ctx.ports.vault, order)))
}

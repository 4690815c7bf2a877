import { csvResponse } from "@/http/csv-response"
import { deskRoute } from "@/http/desk"
import { listSheetRows } from "@/services/table-sheet"
import { recordAudit } from "@/store/audit/record-audit"
import { SHEET_COLUMNS } from "@/store/orders/sheet-row"

const ALL_ROWS = 1_000_000

export const GET = deskRoute("sheet:read", async ({ shop, ctx }) => {
  const rows = await listSheetRows(shop.database.db, shop.vault, ALL_ROWS)
  await recordAudit(ctx, { action: "buyers.exported", subject: "sheet", after: { rows: rows.length } })
  return csvResponse("fulfilment-sheet", ctx.now(), SHEET_COLUMNS, rows)
})

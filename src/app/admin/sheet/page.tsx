import type { Metadata } from "next"
import { DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Sheet } from "@/components/admin/sheet"
import { openDesk } from "@/http/desk"
import { listSheetRows } from "@/services/table-sheet"
import { logViewing } from "@/store/orders/log-viewing"
import { SHEET_COLUMNS } from "@/store/orders/sheet-row"

export const metadata: Metadata = { title: "Sheet" }

const SHOWN_ROWS = 200

export default async function SheetPage() {
  const { ctx, shop } = await openDesk("sheet:read", "/admin/sheet")
  const rows = await listSheetRows(shop.database.db, shop.vault, SHOWN_ROWS)
  if (rows.length > 0) await logViewing(ctx, "sheet")
  return (
    <>
      <DeskHeading
        title="Fulfilment sheet"
        lead={
          shop.config.world.sheet === "table"
            ? "One row per order, newest first, kept in the database until a Google Sheet is configured."
            : "Rows go to the Google Sheet. Here is what was kept before it was configured."
        }
        actions={
          rows.length > 0 && (
            <DeskButtonLink look="main" href="/admin/sheet/csv" download>
              Download CSV
            </DeskButtonLink>
          )
        }
      />
      <Sheet columns={SHEET_COLUMNS} rows={rows} />
      {rows.length === SHOWN_ROWS && <p>The newest {SHOWN_ROWS} rows. The CSV has all of them.</p>}
    </>
  )
}

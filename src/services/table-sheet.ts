import { desc, sql } from "drizzle-orm"
import type { Database } from "../store/context"
import { SHEET_COLUMNS } from "../store/orders/sheet-row"
import type { OrderSheet, Vault } from "../store/ports"
import { sheetRows } from "./tables"

/** The fulfilment sheet as a table: one sealed row per order, whatever happens. */
export function createTableSheet(db: Database, vault: Vault): OrderSheet {
  return {
    async record(row) {
      const orderId = row[SHEET_COLUMNS.indexOf("order_id")] ?? ""
      const sealed = vault.seal(JSON.stringify(row), orderId)
      const now = new Date()
      await db
        .insert(sheetRows)
        .values({ orderId, row: sealed, createdAt: now, updatedAt: now })
        .onConflictDoUpdate({
          target: sheetRows.orderId,
          set: { row: sealed, updatedAt: now, writes: sql`${sheetRows.writes} + 1` },
        })
      return { via: "table" }
    },
  }
}

/** The rows as a packer reads them, newest first. */
export async function listSheetRows(db: Database, vault: Vault, limit = 1_000): Promise<string[][]> {
  const rows = await db.select().from(sheetRows).orderBy(desc(sheetRows.createdAt)).limit(limit)
  return rows.map((row) => JSON.parse(vault.open(row.row, row.orderId)) as string[])
}

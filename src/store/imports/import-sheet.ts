import { StoreError } from "../../errors"
import type { Context } from "../context"
import { requestImport } from "./request-import"

/**
 * Hands the inventory sheet in as a count: its run reads and reviews it, and then waits for an admin.
 * @throws StoreError CONFLICT when there is no such sheet; SERVICE_UNAVAILABLE when Google does not answer;
 * VALIDATION_ERROR when it is empty or too large
 */
export async function importSheet(
  ctx: Context,
  /** The run's id, where the request may be repeated. */
  importRunId?: string,
): Promise<{ readonly importRunId: string }> {
  const sheet = ctx.ports.inventorySheet
  if (!sheet) {
    throw new StoreError("CONFLICT", "No inventory sheet is connected.", {
      userAction: "Set GOOGLE_SERVICE_ACCOUNT_JSON and INVENTORY_SHEET_ID.",
    })
  }
  return requestImport(ctx, {
    mode: "audit_count",
    documentText: await sheet.read(),
    sourceName: `Google Sheet ${sheet.name}`,
    importRunId,
  })
}

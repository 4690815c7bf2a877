import { StoreError } from "../../errors"
import type { Context } from "../context"
import type { AdjustmentRecord } from "./adjustment"
import { findAdjustmentSequence, listAdjustments } from "./queries"
import { toAdjustmentRecord } from "./to-adjustment-record"

/**
 * The ledger, newest first; `after` is the id of the last row of the page before.
 * @throws StoreError VALIDATION_ERROR for an `after` that is not in the ledger
 */
export async function listInventoryAudits(
  ctx: Context,
  input: { readonly limit: number; readonly after?: string | undefined },
): Promise<AdjustmentRecord[]> {
  const before = input.after === undefined ? undefined : await findAdjustmentSequence(ctx.db, input.after)
  if (input.after !== undefined && before === undefined) {
    throw new StoreError("VALIDATION_ERROR", "cursor: this is not the id of a row of the ledger.", {
      userAction: "Send the nextCursor of the page before, or leave it out to start at the newest row.",
      details: { issues: [{ field: "cursor", message: "Unknown cursor." }] },
    })
  }
  return (await listAdjustments(ctx.db, input.limit, before)).map(toAdjustmentRecord)
}

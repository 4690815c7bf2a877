import { StoreError } from "../../errors"
import type { Context } from "../context"
import { findProduct } from "./queries"

/** @throws StoreError VALIDATION_ERROR when a page is asked for after something that is not a product */
export async function requireProductCursor(ctx: Context, after: string | undefined): Promise<void> {
  if (after === undefined || (await findProduct(ctx.db, after))) return
  throw new StoreError("VALIDATION_ERROR", "cursor: this cursor is not known.", {
    userAction: "Send the nextCursor of the page before, or leave it out to start with the first product.",
    details: { issues: [{ field: "cursor", message: "Unknown cursor." }] },
  })
}

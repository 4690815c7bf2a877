import { StoreError } from "../../errors"
import type { Context } from "../context"
import { waitFor } from "../wait-for"
import { findLastSequence, listLedgerWriters } from "./queries"

const PATIENCE_MS = 30_000

/**
 * A place in the ledger before which nothing will appear any more. A row gets its place before its transaction ends,
 * so a later row may be seen first; a hash over rows with such a gap would be a hash of no ledger. Waits for those who
 * are writing, and holds nobody up.
 * @throws StoreError SERVICE_UNAVAILABLE when one of them does not end; try again
 */
export async function settledSequence(ctx: Context): Promise<number> {
  const last = await findLastSequence(ctx.db)
  let writing = await listLedgerWriters(ctx.db)
  const stillWriting = async () => {
    if (writing.length === 0) return writing
    const now = new Set(await listLedgerWriters(ctx.db))
    writing = writing.filter((writer) => now.has(writer))
    return writing
  }
  const left = await waitFor(stillWriting, (writers) => writers.length === 0, PATIENCE_MS)
  if (left.length === 0) return last
  throw new StoreError(
    "SERVICE_UNAVAILABLE",
    "The ledger is being written to by something that does not end.",
  )
}

import { archiveVariants, deleteVariants } from "../catalog/queries"
import type { Context } from "../context"
import { listVariantsWithHistory } from "./queries"

/** Takes variants off the shelf: those that the ledger or a checkout knows are archived, the others deleted. */
export async function removeVariants(tx: Context, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return
  const known = new Set(await listVariantsWithHistory(tx.db, variantIds))
  await archiveVariants(tx.db, [...known], tx.now())
  await deleteVariants(
    tx.db,
    variantIds.filter((id) => !known.has(id)),
  )
}

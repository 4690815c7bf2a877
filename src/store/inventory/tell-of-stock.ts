import type { Context } from "../context"
import { insertOutbox } from "../outbox/queries"

/** An event has to fit through every engine; who needs the rest finds it in the ledger, by the batch. */
const MOST_NAMED = 500

/** Tells the workflows that a batch has changed the stock, in the transaction of the change. */
export async function tellOfStock(
  tx: Context,
  cause: { readonly batchId: string; readonly mode: string; readonly reason: string },
  variantIds: readonly string[],
): Promise<void> {
  if (variantIds.length === 0) return
  await insertOutbox(tx.db, {
    id: `inventory.changed:${cause.batchId}`,
    name: "store/inventory.changed",
    payload: {
      source: cause.mode,
      reason: cause.reason,
      variantIds: variantIds.slice(0, MOST_NAMED),
      causeId: cause.batchId,
    },
    createdAt: tx.now(),
  })
}

import type { Context } from "../context"
import { insertOutbox } from "../outbox/queries"

/** An event has to fit through every engine; who needs the rest finds it in the ledger, by the cause. */
const MOST_NAMED = 500

export interface StockChange {
  /** Names the change once: the same key tells of it once, however often it is tried. */
  readonly key: string
  readonly source: string
  readonly reason: string
  readonly causeId: string
}

/** Tells the workflows that stock has changed, in the transaction of the change. */
export async function tellOfStock(
  tx: Context,
  { key, ...change }: StockChange,
  moved: readonly { readonly variantId: string }[],
): Promise<void> {
  if (moved.length === 0) return
  const variantIds = moved.slice(0, MOST_NAMED).map(({ variantId }) => variantId)
  await insertOutbox(tx.db, {
    id: `inventory.changed:${key}`,
    name: "store/inventory.changed",
    payload: { ...change, variantIds },
    createdAt: tx.now(),
  })
}

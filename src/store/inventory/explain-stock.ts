import { StoreError } from "../../errors"
import { findVariantWithProduct } from "../catalog/queries"
import type { Context } from "../context"
import { ADJUSTMENT_MODES, type AdjustmentMode } from "./adjustment"
import { sumLedgerByMode } from "./stock-queries"

/** What each kind of movement is called at the desk. */
export const MODE_WORDS: Readonly<Record<AdjustmentMode, string>> = {
  opening: "Opening stock",
  receive_shipment: "Received",
  audit_count: "Counts",
  manual_correction: "Corrections",
  order_reservation: "Taken by orders",
  order_release: "Returned by cancelled orders",
  order_substitution: "Returned for another size",
}

export interface StockExplanation {
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly size: string
  readonly color: string
  readonly stock: number
  readonly held: number
  /** In the order of the list of modes; their units add up to the stock. */
  readonly parts: readonly { readonly mode: AdjustmentMode; readonly units: number; readonly rows: number }[]
}

/**
 * Why a variant has the stock that it has, added up from the ledger.
 * @throws StoreError NOT_FOUND
 */
export async function explainStock(ctx: Context, variantId: string): Promise<StockExplanation> {
  const variant = await findVariantWithProduct(ctx.db, variantId)
  if (!variant) throw new StoreError("NOT_FOUND", `There is no variant ${variantId}.`)
  const sums = await sumLedgerByMode(ctx.db, variantId)
  return {
    ...variant,
    parts: ADJUSTMENT_MODES.flatMap((mode) => sums.filter((sum) => sum.mode === mode)),
  }
}

import type { Product } from "../catalog/product"
import type { OrderLineRow, OrderRow } from "./queries"

export type CustomsFacts = Pick<Product, "hsCode" | "originCountry" | "weightGrams"> & { readonly id: string }

/** What customs asks of a parcel: its contents, each with number, origin, weight and value. */
export interface CustomsNote {
  readonly currency: string
  readonly items: readonly {
    readonly position: number
    readonly description: string
    readonly quantity: number
    /** What one is sold for, whatever a discount code took off: a gift has its value too. */
    readonly unitValueCents: number
    readonly hsCode: string | null
    readonly originCountry: string | null
    readonly weightGrams: number | null
  }[]
  readonly valueCents: number
  /** Of the contents, without the parcel; null when the weight of any piece is not known. */
  readonly netWeightGrams: number | null
  /** Whether anything was paid for the goods. */
  readonly sold: boolean
}

/** The note for one order. Facts that nobody has entered stay null, to be filled in by hand. */
export function customsNoteOf(
  order: Pick<OrderRow, "currency" | "totalCents">,
  lines: readonly OrderLineRow[],
  facts: readonly CustomsFacts[],
): CustomsNote {
  const items = lines.map((line) => {
    const known = facts.find(({ id }) => id === line.productId)
    return {
      position: line.position,
      description: [line.productName, line.color, line.size].filter(Boolean).join(", "),
      quantity: line.quantity,
      unitValueCents: line.unitPriceCents,
      hsCode: known?.hsCode ?? null,
      originCountry: known?.originCountry ?? null,
      weightGrams: known?.weightGrams ?? null,
    }
  })
  const weights = items.map(({ weightGrams, quantity }) =>
    weightGrams === null ? null : weightGrams * quantity,
  )
  return {
    currency: order.currency,
    items,
    valueCents: items.reduce((sum, { unitValueCents, quantity }) => sum + unitValueCents * quantity, 0),
    netWeightGrams: weights.reduce<number | null>(
      (sum, weight) => (sum === null || weight === null ? null : sum + weight),
      0,
    ),
    sold: order.totalCents > 0,
  }
}

import type { DocumentRow } from "./document-row"
import { MAX_STOCK } from "./inventory-update"
import { indexShelf, matchDocumentRow } from "./match-document-row"
import type { DocumentMode } from "./preview-inventory-document"
import type { ShelfVariant } from "./shelf-variant"

/** Why a row counts nothing. */
export const PROBLEM_KINDS = [
  "unknown",
  "ambiguous",
  "no-number",
  "negative",
  "huge",
  "contradiction",
  "not-plain",
] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** A row with the variant that it means, or with why it counts nothing. */
export interface PlannedRow extends Omit<DocumentRow, "certain" | "prose"> {
  readonly matchedVariantId: string | null
  readonly kind: ProblemKind | null
  readonly problem: string | null
  /** What is to be known about a row that counts. */
  readonly remark: string | null
  /** The row may be no row at all, such as a sentence with a number in it. */
  readonly doubtful: boolean
}

/** A variant with what the whole document says of it. */
export interface PlannedItem {
  readonly variant: ShelfVariant
  /** Units received, or the units counted. */
  readonly quantity: number
  readonly note: string
  /** The first line and how many there are. */
  readonly line: number
  readonly lines: number
}

/** A problem that shows only once all of the document was read; it is one of every row of the variant. */
export interface LateProblem {
  readonly variantId: string
  readonly kind: ProblemKind
  readonly problem: string
}

export interface ReadPlan {
  add(row: DocumentRow): PlannedRow
  /** What is to be applied, and what has turned out not to be. */
  finish(): { readonly items: readonly PlannedItem[]; readonly late: readonly LateProblem[] }
}

/**
 * Takes a document's rows one after the other and keeps one sum per variant, however many rows there are. Pure: the
 * same rows on the same shelf always give the same plan. Lines of one variant are added up in a shipment; counts of
 * one variant must agree, and if they do not, none of them is taken.
 */
export function openReadPlan(shelf: readonly ShelfVariant[], mode: DocumentMode): ReadPlan {
  const index = indexShelf(shelf)
  const items = new Map<string, PlannedItem>()
  const late = new Map<string, LateProblem>()

  function countOnce(variant: ShelfVariant, row: DocumentRow, quantity: number): string | null {
    const before = items.get(variant.variantId)
    if (before && mode === "audit_count" && before.quantity !== quantity) {
      const problem = `It was counted as ${before.quantity} on line ${before.line} and as ${quantity} on line ${row.line}.`
      if (!late.has(variant.variantId))
        late.set(variant.variantId, { variantId: variant.variantId, kind: "contradiction", problem })
      return null
    }
    items.set(variant.variantId, {
      variant,
      quantity: before && mode === "receive_shipment" ? before.quantity + quantity : quantity,
      note: [before?.note, row.note].filter(Boolean).join("; ").slice(0, 500),
      line: before?.line ?? row.line,
      lines: (before?.lines ?? 0) + 1,
    })
    if (!before) return null
    return mode === "receive_shipment"
      ? `Stands on line ${before.line} too; they were added up.`
      : `Stands on line ${before.line} too, with the same number.`
  }

  return {
    add(row) {
      const { certain, prose, ...read } = row
      const match = matchDocumentRow(row, index)
      const found = "found" in match ? match.found : undefined
      const candidates = "found" in match ? [] : match.candidates
      const bad = "found" in match ? problemOf(row.quantity) : { kind: kindOf(match), problem: match.problem }
      const remark = found && !bad ? countOnce(found, row, row.quantity ?? 0) : null
      return {
        ...read,
        matchedVariantId: found?.variantId ?? null,
        kind: bad?.kind ?? null,
        problem: bad?.problem ?? null,
        remark,
        doubtful: !certain && !found && candidates.length === 0,
      }
    },
    finish() {
      for (const { variant, quantity } of items.values()) {
        if (mode === "receive_shipment" && variant.stock + quantity > MAX_STOCK) {
          const problem = `With ${variant.stock} there already, more than ${MAX_STOCK} units do not fit on the shelf.`
          late.set(variant.variantId, { variantId: variant.variantId, kind: "huge", problem })
        }
      }
      return {
        // A shipment's line of zero units brings nothing; a count of zero is a count.
        items: [...items.values()].filter(
          ({ variant, quantity }) => !late.has(variant.variantId) && (mode === "audit_count" || quantity > 0),
        ),
        late: [...late.values()],
      }
    },
  }
}

function kindOf({
  candidates,
  notPlain,
}: {
  readonly candidates: readonly ShelfVariant[]
  readonly notPlain?: true
}): ProblemKind {
  if (notPlain) return "not-plain"
  return candidates.length > 0 ? "ambiguous" : "unknown"
}

function problemOf(quantity: number | null): { kind: ProblemKind; problem: string } | undefined {
  if (quantity === null) return { kind: "no-number", problem: "There is no whole number for the quantity." }
  if (quantity < 0) return { kind: "negative", problem: "The quantity is below zero." }
  if (quantity > MAX_STOCK)
    return { kind: "huge", problem: `More than ${MAX_STOCK} units is not a quantity.` }
  return undefined
}

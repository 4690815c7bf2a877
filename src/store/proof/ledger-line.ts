import { createHash } from "node:crypto"

/** The columns of the ledger that everyone may read: no person, no reason that someone typed, no order. */
export const LEDGER_COLUMNS = [
  "sequence",
  "at",
  "variant",
  "mode",
  "before",
  "change",
  "after",
  "hash",
] as const

export interface LedgerRow {
  readonly sequence: number
  readonly at: Date
  readonly variantId: string
  readonly mode: string
  readonly previousStock: number
  readonly quantityChange: number
  readonly newStock: number
}

/** What the first row's hash follows. */
export const LEDGER_START = "0".repeat(64)

/**
 * One row of the public ledger and its hash, which covers the row and the hash before it: whoever keeps one hash
 * can tell later whether any row up to there was changed. Ids are plain, so no field needs quotes.
 */
export function chainLedgerRow(
  before: string,
  row: LedgerRow,
): { readonly line: string; readonly hash: string } {
  const fields = [
    row.sequence,
    row.at.toISOString(),
    row.variantId,
    row.mode,
    row.previousStock,
    row.quantityChange,
    row.newStock,
  ].join(",")
  const hash = createHash("sha256").update(`${before}\n${fields}`).digest("hex")
  return { line: `${fields},${hash}`, hash }
}

import type { ProblemKind } from "../inventory/read-plan"

/**
 * reading: parsed and reviewed · waiting: for an admin · applying: approved · applied, rejected, failed: over
 */
export type ImportState = "reading" | "waiting" | "applying" | "applied" | "rejected" | "failed"

/** Nothing more comes of a run in one of these, and its document is gone. */
export const OVER: readonly ImportState[] = ["applied", "rejected", "failed"]

export function isOver(state: ImportState): boolean {
  return OVER.includes(state)
}

/** What was read of a document can be looked at for so long after its run is over. */
export const LINES_KEPT_DAYS = 90

/** More than this is split by whoever sends it. */
export const MAX_IMPORT_ROWS = 100_000
/** Of a file as it is handed in. */
export const MAX_UPLOAD_BYTES = 8_000_000
/** Of the document's text, as UTF-8. */
export const MAX_IMPORT_BYTES = 16_000_000

export interface ImportSummary {
  readonly rows: number
  /** Rows that count nothing, by why. */
  readonly problems: Readonly<Partial<Record<ProblemKind, number>>>
  readonly remarks: number
  /** Variants that would be applied. */
  readonly variants: number
  /** What is to be said of the document as a whole, such as how much of it the model has looked at. */
  readonly notes: readonly string[]
}

export interface ImportItem {
  readonly variantId: string
  readonly expectedStock: number
  readonly newStock: number
  readonly note: string
}

export function reasonOf({ mode, sourceName }: { mode: string; sourceName: string }): string {
  return `${mode === "audit_count" ? "Count" : "Shipment"} from ${sourceName}`
}

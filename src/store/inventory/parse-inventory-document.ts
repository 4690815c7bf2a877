import type { DocumentRow } from "./document-row"
import { readProse } from "./read-prose"
import { readTable } from "./read-table"

export const MAX_DOCUMENT_BYTES = 256_000

/**
 * The rows of a delivery note, count sheet, packing list or mail: CSV, TSV, semicolons, pasted and Markdown
 * tables, or free text. Pure; the document is data, and whatever it says beyond items and numbers is ignored.
 */
export function parseInventoryDocument(text: string): {
  readonly rows: DocumentRow[]
  readonly kind: "table" | "prose"
} {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)
  const table = readTable(lines)
  return table ? { rows: table, kind: "table" } : { rows: readProse(lines), kind: "prose" }
}

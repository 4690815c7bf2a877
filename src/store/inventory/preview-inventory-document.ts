import { StoreError } from "../../errors"
import type { Context } from "../context"
import type { DocumentRow } from "./document-row"
import {
  type InventoryPlan,
  type InventoryUpdate,
  MAX_STOCK,
  MAX_UPDATE_ITEMS,
  planInventoryUpdate,
  type UpdateIssue,
} from "./inventory-update"
import { indexShelf, matchDocumentRow } from "./match-document-row"
import { MAX_DOCUMENT_BYTES, parseInventoryDocument } from "./parse-inventory-document"
import { listWholeShelf } from "./queries"
import type { ShelfVariant } from "./shelf-variant"

export type DocumentMode = "receive_shipment" | "audit_count"

export interface ParsedRow extends Omit<DocumentRow, "certain"> {
  /** The variant that the row means; null when it means none, and `problem` says why. */
  readonly matchedVariantId: string | null
  readonly problem: string | null
}

export interface DocumentPreview {
  readonly sourceName: string
  readonly parsedRows: readonly ParsedRow[]
  /** What applyInventoryUpdate would take as it is: the rows that were understood, each variant once. */
  readonly proposedUpdate: InventoryUpdate
  readonly preview: InventoryPlan
}

/**
 * Reads a document and shows what it would do to the shelf. Nothing is changed. The document can propose rows and
 * nothing else: mode, source and reason are the caller's.
 * @throws StoreError VALIDATION_ERROR when it is too large or holds no rows
 */
export async function previewInventoryDocument(
  ctx: Context,
  input: {
    readonly mode: DocumentMode
    readonly documentText: string
    readonly sourceName?: string | undefined
    readonly reason?: string | undefined
  },
): Promise<DocumentPreview> {
  const rows = readRows(input.documentText)
  const shelf = await listWholeShelf(ctx.db)
  const sourceName = input.sourceName || "document"
  return planDocument(rows, shelf, {
    mode: input.mode,
    sourceName,
    reason: input.reason || `${input.mode === "audit_count" ? "Count" : "Shipment"} from ${sourceName}`,
  })
}

/** Pure: the same rows on the same shelf always propose the same update. */
export function planDocument(
  rows: readonly DocumentRow[],
  shelf: readonly ShelfVariant[],
  cause: { readonly mode: DocumentMode; readonly sourceName: string; readonly reason: string },
): DocumentPreview {
  const index = indexShelf(shelf)
  const issues: UpdateIssue[] = []
  const parsedRows: ParsedRow[] = []
  const units = new Map<string, { quantity: number; note: string; lines: number[] }>()
  for (const { certain, ...row } of rows) {
    const match = matchDocumentRow({ ...row, certain }, index)
    const found = "found" in match ? match.found : undefined
    const problem = "problem" in match ? match.problem : problemOf(row)
    parsedRows.push({ ...row, matchedVariantId: found?.variantId ?? null, problem })
    if (!found || problem) {
      const severity =
        certain || found || ("candidates" in match && match.candidates.length > 0) ? "error" : "warning"
      issues.push({ severity, message: `Line ${row.line}: ${problem} It was left out.` })
      continue
    }
    const before = units.get(found.variantId)
    const quantity = row.quantity ?? 0
    if (before && cause.mode === "audit_count" && before.quantity !== quantity) {
      issues.push({
        severity: "error",
        message: `Line ${row.line}: ${found.variantId} was counted as ${before.quantity} on line ${before.lines[0]} and as ${quantity} here.`,
      })
      continue
    }
    units.set(found.variantId, {
      quantity: before && cause.mode === "receive_shipment" ? before.quantity + quantity : quantity,
      note: [before?.note, row.note].filter(Boolean).join("; ").slice(0, 500),
      lines: [...(before?.lines ?? []), row.line],
    })
  }
  for (const [variantId, { lines }] of units) {
    if (lines.length > 1)
      issues.push({
        severity: "warning",
        message: `${variantId} stands on lines ${lines.join(", ")}; they were put together.`,
      })
  }
  const proposedUpdate = propose(units, cause)
  const plan = planInventoryUpdate(proposedUpdate, shelf)
  const all = [...issues, ...plan.issues]
  return {
    sourceName: cause.sourceName,
    parsedRows,
    proposedUpdate,
    preview: { ...plan, ok: plan.ok && !all.some(({ severity }) => severity === "error"), issues: all },
  }
}

function readRows(documentText: string): DocumentRow[] {
  const invalid = (message: string, userAction: string) =>
    new StoreError("VALIDATION_ERROR", `documentText: ${message}`, {
      userAction,
      details: { issues: [{ field: "documentText", message }] },
    })
  if (Buffer.byteLength(documentText) > MAX_DOCUMENT_BYTES) {
    throw invalid(
      `The document is larger than ${MAX_DOCUMENT_BYTES} bytes.`,
      "Split the document and send its parts.",
    )
  }
  const { rows } = parseInventoryDocument(documentText)
  if (rows.length === 0) {
    throw invalid(
      "No line of the document names an item and a quantity.",
      "Send the lines as a table with a header such as `sku,size,quantity`, or as text such as `12 x Black Socks`.",
    )
  }
  if (rows.length > MAX_UPDATE_ITEMS) {
    throw invalid(
      `The document has more than ${MAX_UPDATE_ITEMS} rows.`,
      "Split the document and send its parts.",
    )
  }
  return rows
}

function problemOf({ quantity }: Pick<DocumentRow, "quantity">): string | null {
  if (quantity === null) return "There is no whole number for the quantity."
  if (quantity < 0) return "The quantity is below zero."
  return quantity > MAX_STOCK ? `More than ${MAX_STOCK} units is not a quantity.` : null
}

function propose(
  units: ReadonlyMap<string, { quantity: number; note: string }>,
  { mode, sourceName, reason }: { mode: DocumentMode; sourceName: string; reason: string },
): InventoryUpdate {
  const items = [...units]
    // A shipment's line of zero units brings nothing; a count of zero is a count.
    .filter(([, { quantity }]) => mode === "audit_count" || quantity > 0)
    .map(([variantId, { quantity, note }]) => ({
      variantId,
      ...(mode === "audit_count" ? { stock: quantity } : { quantity }),
      ...(note ? { note } : {}),
    }))
  return { mode, source: sourceName, reason, items }
}

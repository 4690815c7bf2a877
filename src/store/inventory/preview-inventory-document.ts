import { StoreError } from "../../errors"
import type { Context } from "../context"
import type { DocumentRow } from "./document-row"
import {
  type InventoryPlan,
  type InventoryUpdate,
  MAX_UPDATE_ITEMS,
  planInventoryUpdate,
  type UpdateIssue,
} from "./inventory-update"
import { linesOf, MAX_DOCUMENT_BYTES, parseInventoryDocument } from "./parse-inventory-document"
import { listWholeShelf } from "./queries"
import { openReadPlan, type PlannedItem } from "./read-plan"
import type { ShelfVariant } from "./shelf-variant"

export type DocumentMode = "receive_shipment" | "audit_count"

export interface ParsedRow extends Omit<DocumentRow, "certain" | "prose"> {
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
  const plan = openReadPlan(shelf, cause.mode)
  const planned = rows.map((row) => plan.add(row))
  const { items, late } = plan.finish()
  const lateOf = new Map(late.map((problem) => [problem.variantId, problem]))
  const read = planned.map(({ kind, remark, doubtful, ...row }) => ({
    row: { ...row, problem: row.problem ?? lateOf.get(row.matchedVariantId ?? "")?.problem ?? null },
    remark,
    doubtful,
  }))
  const issues: UpdateIssue[] = read.flatMap(({ row, remark, doubtful }) => {
    if (row.problem) {
      const severity = doubtful ? ("warning" as const) : ("error" as const)
      return [{ severity, message: `Line ${row.line}: ${row.problem} It was left out.` }]
    }
    return remark ? [{ severity: "warning" as const, message: `Line ${row.line}: ${remark}` }] : []
  })
  const proposedUpdate = propose(items, cause)
  const preview = planInventoryUpdate(proposedUpdate, shelf)
  const all = [...issues, ...preview.issues]
  return {
    sourceName: cause.sourceName,
    parsedRows: read.map(({ row }) => row),
    proposedUpdate,
    preview: {
      ...preview,
      ok: preview.ok && !all.some(({ severity }) => severity === "error"),
      issues: all,
    },
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
  const rows = [...parseInventoryDocument(linesOf(documentText))]
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

function propose(
  items: readonly PlannedItem[],
  { mode, sourceName, reason }: { mode: DocumentMode; sourceName: string; reason: string },
): InventoryUpdate {
  return {
    mode,
    source: sourceName,
    reason,
    items: items.map(({ variant: { variantId }, quantity, note }) => ({
      variantId,
      ...(mode === "audit_count" ? { stock: quantity } : { quantity }),
      ...(note ? { note } : {}),
    })),
  }
}

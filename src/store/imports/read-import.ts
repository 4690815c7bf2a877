import { type Context, inTransaction } from "../context"
import type { UpdateIssue } from "../inventory/inventory-update"
import { type DocumentPreview, previewInventoryDocument } from "../inventory/preview-inventory-document"
import { hashProposal } from "./import-run"
import { advanceImportRun, type ImportRunRow, requireImportRun } from "./queries"

/** Parses the run's document and works out what it would do to the shelf as it is now. Nothing is changed. */
export async function parseImport(ctx: Context, run: ImportRunRow): Promise<DocumentPreview> {
  return previewInventoryDocument(ctx, {
    mode: run.mode,
    documentText: run.document === null ? "" : ctx.ports.vault.open(run.document, run.id),
    sourceName: run.sourceName,
  })
}

/**
 * Parses the document, asks the reviewer for remarks, and puts the proposal before an admin. The rules decide what
 * is proposed; the reviewer's remarks stand beside it and can change nothing.
 * @throws StoreError as previewInventoryDocument
 */
export async function readImport(
  ctx: Context,
  importRunId: string,
): Promise<{ rows: number; issues: number }> {
  const run = await requireImportRun(ctx.db, importRunId)
  const { parsedRows, proposedUpdate, preview } = await parseImport(ctx, run)
  const remarks = await ctx.ports.reviewer.review(parsedRows)
  const stock = new Map(preview.items.map(({ variantId, previousStock }) => [variantId, previousStock]))
  const proposal = {
    ...proposedUpdate,
    items: proposedUpdate.items.map((item) => ({ ...item, expectedStock: stock.get(item.variantId ?? "") })),
  }
  const issues: UpdateIssue[] = [
    ...preview.issues,
    ...remarks.map(({ line, message }) => ({
      severity: "warning" as const,
      message: `Line ${line}: ${message}`,
    })),
  ]
  await inTransaction(ctx, (tx) =>
    advanceImportRun(tx.db, importRunId, ["reading"], {
      state: "waiting",
      rows: [...parsedRows],
      proposal,
      issues,
      proposalHash: hashProposal(proposal),
      message: null,
      updatedAt: tx.now(),
    }),
  )
  return { rows: parsedRows.length, issues: issues.length }
}

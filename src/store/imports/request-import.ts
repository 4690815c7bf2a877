import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import type { DocumentMode } from "../inventory/preview-inventory-document"
import { insertOutbox } from "../outbox/queries"
import { registerImport } from "./register-import"

/**
 * Hands a document in. Its run reads and reviews it, and then waits for an admin; nothing changes before that.
 * @throws StoreError VALIDATION_ERROR when the document is empty or larger than 16 MB
 */
export async function requestImport(
  ctx: Context,
  input: {
    readonly mode: DocumentMode
    readonly documentText: string
    readonly sourceName?: string | undefined
    /** Where the request may be repeated: the same id hands in once. */
    readonly importRunId?: string | undefined
  },
): Promise<{ readonly importRunId: string }> {
  const { importRunId = newId("importRun") } = input
  await inTransaction(ctx, async (tx) => {
    await registerImport(tx, importRunId, {
      ...input,
      sourceName: input.sourceName ?? "",
      actorEmail: actorName(tx.actor),
    })
    await insertOutbox(tx.db, {
      id: `import.requested:${importRunId}`,
      name: "admin/inventory.document_import.requested",
      payload: { importRunId },
      createdAt: tx.now(),
    })
    await recordAudit(tx, { action: "import.requested", subject: importRunId, after: { mode: input.mode } })
  })
  return { importRunId }
}

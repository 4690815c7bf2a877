import { StoreError } from "../../errors"
import type { Context } from "../context"
import { inTransaction } from "../context"
import type { DocumentMode } from "../inventory/preview-inventory-document"
import { keepDocument } from "./document-parts"
import { MAX_IMPORT_BYTES } from "./import-run"
import { insertImportRun } from "./queries"

/**
 * Makes the run of a document, sealed, unless it has one.
 * @throws StoreError VALIDATION_ERROR when the document is empty or larger than MAX_IMPORT_BYTES
 */
export async function registerImport(
  ctx: Context,
  importRunId: string,
  input: {
    readonly actorEmail: string
    readonly sourceName: string
    readonly documentText: string
    readonly mode?: DocumentMode | undefined
  },
): Promise<void> {
  const bytes = Buffer.byteLength(input.documentText)
  if (bytes === 0 || bytes > MAX_IMPORT_BYTES) {
    throw new StoreError(
      "VALIDATION_ERROR",
      `The document has ${bytes} bytes; 1 to ${MAX_IMPORT_BYTES} are taken.`,
      {
        userAction: "Split the document and hand its parts in.",
      },
    )
  }
  await inTransaction(ctx, async (tx) => {
    const made = await insertImportRun(tx.db, {
      id: importRunId,
      state: "reading",
      mode: input.mode ?? "receive_shipment",
      sourceName: input.sourceName || "document",
      requestedBy: input.actorEmail,
      bytes,
      createdAt: tx.now(),
      updatedAt: tx.now(),
    })
    if (made) await keepDocument(tx, importRunId, input.documentText)
  })
}

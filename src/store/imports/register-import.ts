import { StoreError } from "../../errors"
import type { Context } from "../context"
import { MAX_DOCUMENT_BYTES } from "../inventory/parse-inventory-document"
import type { DocumentMode } from "../inventory/preview-inventory-document"
import { insertImportRun } from "./queries"

/**
 * Makes the run of a document, sealed, unless it has one.
 * @throws StoreError VALIDATION_ERROR when the document is empty or larger than 256,000 bytes
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
  if (bytes === 0 || bytes > MAX_DOCUMENT_BYTES) {
    throw new StoreError(
      "VALIDATION_ERROR",
      `documentText: ${bytes} bytes; 1 to ${MAX_DOCUMENT_BYTES} are taken.`,
    )
  }
  await insertImportRun(ctx.db, {
    id: importRunId,
    state: "reading",
    mode: input.mode ?? "receive_shipment",
    sourceName: input.sourceName || "document",
    requestedBy: input.actorEmail,
    document: ctx.ports.vault.seal(input.documentText, importRunId),
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  })
}

"use server"

import { randomUUID } from "node:crypto"
import { redirect } from "next/navigation"
import { z } from "zod"
import { action } from "@/http/action"
import { jsonText } from "@/http/json-text"
import { recordAudit } from "@/store/audit/record-audit"
import { importSheet } from "@/store/imports/import-sheet"
import { requestImport } from "@/store/imports/request-import"
import { applyInventoryUpdate } from "@/store/inventory/apply-inventory-update"
import { inventoryUpdateSchema } from "@/store/inventory/inventory-update"
import { previewInventoryDocument } from "@/store/inventory/preview-inventory-document"
import { drainOutbox } from "@/wiring"
import { documentFormSchema } from "./document-form"

/** Reads a document and shows what each of its lines would do. The answer is bound to the stock as it is now. */
export const readDocument = action({
  permission: "imports:write",
  input: documentFormSchema,
  run: async (document, { ctx }) => {
    const { sourceName, parsedRows, proposedUpdate, preview } = await previewInventoryDocument(ctx, document)
    const shelf = new Map(preview.items.map(({ variantId, previousStock }) => [variantId, previousStock]))
    const items = proposedUpdate.items.map((item) => ({
      ...item,
      expectedStock: shelf.get(item.variantId ?? ""),
    }))
    const bound = { ...proposedUpdate, items, idempotencyKey: randomUUID() }
    const leftOut = parsedRows.filter(({ problem }) => problem !== null).length
    return {
      tone: "info" as const,
      message: `Lines read of ${sourceName}: ${parsedRows.length}, with problems: ${leftOut}. Nothing has changed yet.`,
      data: { rows: parsedRows, plan: preview, update: JSON.stringify(bound) },
    }
  },
})

/** Applies exactly the rows that the review has shown; a shelf that has moved since then refuses all of them. */
export const approveImport = action({
  permission: "imports:write",
  input: z.object({ update: jsonText(inventoryUpdateSchema) }),
  run: async ({ update }, { ctx }) => {
    const { batchId, adjustments } = await applyInventoryUpdate(ctx, update)
    await recordAudit(ctx, {
      action: "inventory.imported",
      subject: batchId,
      after: { mode: update.mode, source: update.source, variants: adjustments.length },
    })
    return {
      message: `Applied: ${adjustments.length === 1 ? "one variant" : `${adjustments.length} variants`} changed.`,
      data: { batchId },
    }
  },
})

/** Hands the inventory sheet in, as a count. */
export const readSheet = action({
  permission: "imports:write",
  input: z.object({}),
  run: async (_, { ctx, shop }) => {
    const { importRunId } = await importSheet(ctx)
    drainOutbox(shop)
    redirect(`/admin/imports/${importRunId}`)
  },
})

/** Hands a document in to be read and reviewed by its durable run, which waits for whoever decides. */
export const handIn = action({
  permission: "imports:write",
  input: documentFormSchema,
  run: async (document, { ctx, shop }) => {
    const { importRunId } = await requestImport(ctx, document)
    drainOutbox(shop)
    redirect(`/admin/imports/${importRunId}`)
  },
})

"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { action } from "@/http/action"
import { importSheet } from "@/store/imports/import-sheet"
import { requestImport } from "@/store/imports/request-import"
import { drainOutbox } from "@/wiring"
import { documentFormSchema } from "./document-form"

/** Hands a document in to be read and reviewed by its durable run, which waits for whoever decides. */
export const handIn = action({
  permission: "imports:write",
  input: documentFormSchema,
  run: async ({ mode, document, sourceName }, { ctx, shop }) => {
    const documentText = typeof document === "string" ? document : await ctx.ports.documents.read(document)
    const { importRunId } = await requestImport(ctx, { mode, documentText, sourceName })
    drainOutbox(shop)
    redirect(`/admin/imports/${importRunId}`)
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

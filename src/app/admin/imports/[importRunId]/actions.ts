"use server"

import { z } from "zod"
import { StoreError } from "@/errors"
import { action } from "@/http/action"
import { decideImport } from "@/store/imports/decide-import"
import { requireImportRun } from "@/store/imports/queries"
import { drainOutbox } from "@/wiring"

const LOOK_EVERY_MS = 100
const PATIENCE_MS = 8_000

/** Approves exactly what the page shows, or rejects it, and waits for what became of it. */
export const decide = action({
  permission: "imports:write",
  input: z.object({
    importRunId: z.string(),
    proposalHash: z.string(),
    decision: z.enum(["approve", "reject"]),
    /** Ticked: the lines with problems were seen, and the rest is to be applied without them. */
    partly: z.string().optional(),
  }),
  run: async ({ importRunId, proposalHash, decision, partly }, { ctx, shop }) => {
    const { summary } = await requireImportRun(ctx.db, importRunId)
    const problems = Object.keys(summary?.problems ?? {}).length > 0
    if (decision === "approve" && problems && !partly) {
      throw new StoreError("VALIDATION_ERROR", "Some lines have problems and would be left out.", {
        userAction: "Tick that the rest is to be applied without them, or reject it.",
      })
    }
    await decideImport(ctx, { importRunId, proposalHash, approve: decision === "approve" })
    drainOutbox(shop)
    if (decision === "reject") return { message: "Rejected. Nothing was applied." }
    const patience = AbortSignal.timeout(PATIENCE_MS)
    for (;;) {
      const run = await requireImportRun(ctx.db, importRunId)
      if (run.state === "applied") return { message: `Applied: ${run.message}` }
      if (run.state === "failed")
        return { message: run.message ?? "Nothing was applied.", tone: "info" as const }
      if (patience.aborted) {
        return {
          message: "Approved. The workflow has not applied it yet; this page will say so.",
          tone: "info" as const,
        }
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  },
})

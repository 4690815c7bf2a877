import { ERRORS, StoreError } from "../../errors"
import type { Context } from "../context"
import { applyInventoryUpdate } from "../inventory/apply-inventory-update"
import { hashProposal } from "./import-run"
import { advanceImportRun, requireImportRun } from "./queries"

/**
 * Applies an approved import in one transaction through the ledger, once however often it is called. A shelf that
 * has moved since the proposal was shown refuses all of it, and the run says so.
 */
export async function applyImport(
  ctx: Context,
  importRunId: string,
): Promise<{ readonly state: "applied" | "failed"; readonly message: string }> {
  const run = await requireImportRun(ctx.db, importRunId)
  if (run.state !== "applying") {
    return {
      state: run.state === "applied" ? "applied" : "failed",
      message: run.message ?? `It is ${run.state}.`,
    }
  }
  const over = { document: null, updatedAt: ctx.now() }
  if (!run.proposal || hashProposal(run.proposal) !== run.proposalHash) {
    const message =
      "Nothing was applied: the proposal is not the one that was approved. Hand the document in again."
    await advanceImportRun(ctx.db, importRunId, ["applying"], { state: "failed", message, ...over })
    return { state: "failed", message }
  }
  const actor = { kind: "admin", email: run.decidedBy ?? run.requestedBy, role: "operator" } as const
  try {
    const { batchId, adjustments } = await applyInventoryUpdate(
      { ...ctx, actor },
      { ...run.proposal, idempotencyKey: importRunId },
    )
    const message =
      adjustments.length === 1 ? "one variant changed." : `${adjustments.length} variants changed.`
    await advanceImportRun(ctx.db, importRunId, ["applying"], { state: "applied", batchId, message, ...over })
    return { state: "applied", message }
  } catch (error) {
    if (!(error instanceof StoreError) || ERRORS[error.type].retryable) throw error
    const message = `Nothing was applied. ${error.message} ${error.userAction}`
    await advanceImportRun(ctx.db, importRunId, ["applying"], { state: "failed", message, ...over })
    return { state: "failed", message }
  }
}

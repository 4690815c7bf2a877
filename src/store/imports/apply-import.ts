import { ERRORS, StoreError } from "../../errors"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { moveStock } from "../inventory/move-stock"
import { tellOfStock } from "../inventory/tell-of-stock"
import { type ImportItem, reasonOf } from "./import-run"
import { openProposalHash } from "./proposal-hash"
import { advanceImportRun, type ImportRunRow, requireImportRun } from "./queries"
import { lockShelf, readItems } from "./row-queries"

/**
 * Applies an approved import in one transaction through the ledger, once however often it is called: the same
 * transaction says that it is done. A shelf that has moved since the proposal was shown refuses all of it, and the run
 * says so.
 */
export async function applyImport(
  ctx: Context,
  importRunId: string,
): Promise<{ readonly state: "applied" | "failed"; readonly message: string }> {
  try {
    return await inTransaction(ctx, async (tx) => {
      const run = await requireImportRun(tx.db, importRunId, { lock: true })
      if (run.state !== "applying") {
        const state = run.state === "applied" ? "applied" : "failed"
        return { state, message: run.message ?? `It is ${run.state}.` }
      }
      return apply(tx, run)
    })
  } catch (error) {
    if (!(error instanceof StoreError) || ERRORS[error.type].retryable) throw error
    const message = `Nothing was applied. ${error.message} ${error.userAction}`
    const over = { state: "failed", message, updatedAt: ctx.now() } as const
    await advanceImportRun(ctx.db, importRunId, ["applying"], over)
    return { state: "failed", message }
  }
}

async function apply(tx: Context, run: ImportRunRow) {
  const actor = { kind: "admin", email: run.decidedBy ?? run.requestedBy, role: "operator" } as const
  const cause = {
    batchId: newId("batch"),
    mode: run.mode,
    source: run.sourceName,
    reason: reasonOf(run),
  }
  const moved = await lockShelf(tx.db, run.id)
  if (moved) {
    const now = moved.stock === null ? "is not on the shelf any more" : `has ${moved.stock} units now`
    throw new StoreError("CONFLICT", `${moved.variantId} ${now}; ${moved.expected} were shown.`, {
      userAction: "Hand the document in again and look at what it shows.",
    })
  }
  const hash = openProposalHash(run)
  const changed: ImportItem[] = []
  for await (const page of readItems(tx.db, run.id)) {
    hash.add(page)
    await moveStock({ ...tx, actor }, cause, page.map(toMovement))
    changed.push(...page)
  }
  if (hash.digest() !== run.proposalHash) {
    throw new StoreError("CONFLICT", "The proposal is not the one that was approved.", {
      userAction: "Hand the document in again.",
    })
  }
  const { batchId, mode, reason } = cause
  await tellOfStock(tx, { key: batchId, source: mode, reason, causeId: batchId }, changed)
  const message = changed.length === 1 ? "one variant changed." : `${changed.length} variants changed.`
  await advanceImportRun(tx.db, run.id, ["applying"], {
    state: "applied",
    batchId,
    message,
    updatedAt: tx.now(),
  })
  return { state: "applied" as const, message }
}

function toMovement({ variantId, expectedStock, newStock, note }: ImportItem) {
  return { variantId, quantityChange: newStock - expectedStock, note }
}

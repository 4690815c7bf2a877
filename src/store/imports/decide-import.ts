import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { insertOutbox } from "../outbox/queries"
import { advanceImportRun, requireImportRun } from "./queries"

/**
 * An admin's word on an import. An approval names the proposal it was given for by its hash, so that nothing else
 * than what was shown can be applied.
 * @throws StoreError NOT_FOUND; CONFLICT when the import waits no longer, or another proposal was shown
 */
export async function decideImport(
  ctx: Context,
  input: { readonly importRunId: string; readonly approve: boolean; readonly proposalHash: string },
): Promise<void> {
  const { importRunId, approve, proposalHash } = input
  await inTransaction(ctx, async (tx) => {
    const run = await requireImportRun(tx.db, importRunId)
    if (run.proposalHash !== proposalHash) {
      throw new StoreError("CONFLICT", "The proposal is another one by now.", {
        userAction: "Look at the import again and decide on what it shows.",
      })
    }
    const moved = await advanceImportRun(tx.db, importRunId, ["waiting"], {
      state: approve ? "applying" : "rejected",
      decidedBy: actorName(tx.actor),
      updatedAt: tx.now(),
    })
    if (!moved) throw new StoreError("CONFLICT", `The import is ${run.state} and waits for nobody.`)
    await insertOutbox(tx.db, {
      id: `import.decided:${importRunId}`,
      name: "admin/inventory.import.decided",
      payload: { importRunId, approve },
      createdAt: tx.now(),
    })
    await recordAudit(tx, {
      action: approve ? "import.approved" : "import.rejected",
      subject: importRunId,
      after: { proposalHash },
    })
  })
}

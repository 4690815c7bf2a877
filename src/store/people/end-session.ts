import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { deleteSession } from "./queries"

/**
 * Signs someone out, in every process at once.
 * @throws StoreError NOT_FOUND when the session has ended
 */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const owner = await deleteSession(tx.db, sessionId)
    if (!owner) throw new StoreError("NOT_FOUND", "This session has ended already.")
    await recordAudit(tx, { action: "session.ended", subject: owner.email })
  })
}

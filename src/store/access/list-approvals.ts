import type { Context } from "../context"
import { type ApprovalRow, listRecentApprovals } from "./queries"
import { requireAdmin } from "./require-admin"

/**
 * The newest 200 requests that went over a token's limit, newest first.
 * @throws StoreError FORBIDDEN unless an admin asks
 */
export async function listApprovals(ctx: Context): Promise<Omit<ApprovalRow, "fingerprint">[]> {
  requireAdmin(ctx.actor)
  return (await listRecentApprovals(ctx.db, 200)).map(({ fingerprint, ...approval }) => approval)
}

import { StoreError } from "../../errors"
import type { Context } from "../context"
import { findApproval, updateApproval } from "./queries"
import { requireAdmin } from "./require-admin"

/**
 * Lets a waiting request through once, or declines it.
 * @throws StoreError FORBIDDEN unless an admin asks, NOT_FOUND for an unknown approval, CONFLICT when another
 * admin has decided
 */
export async function decideApproval(
  ctx: Context,
  input: { readonly id: string; readonly decision: "approved" | "declined" },
): Promise<void> {
  const admin = requireAdmin(ctx.actor)
  const decided = await updateApproval(ctx.db, input.id, "waiting", {
    state: input.decision,
    decidedBy: admin.email,
    decidedAt: ctx.now(),
  })
  if (decided) return
  const found = await findApproval(ctx.db, input.id)
  if (!found) throw new StoreError("NOT_FOUND", `There is no approval ${input.id}.`)
  throw new StoreError("CONFLICT", `The approval ${input.id} is already ${found.state}.`)
}

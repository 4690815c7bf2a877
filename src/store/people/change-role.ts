import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { findPersonRole, upsertPersonRole } from "./queries"
import type { Role } from "./role"

/**
 * Gives someone on the allow-list another role, from their next request on.
 * @throws StoreError FORBIDDEN for one's own role, so that a desk never loses its last admin by accident
 */
export async function changeRole(
  ctx: Context,
  input: { readonly email: string; readonly role: Role },
): Promise<void> {
  const { email, role } = input
  if (actorName(ctx.actor) === email) {
    throw new StoreError("FORBIDDEN", "Your own role is for another admin to change.", {
      userAction: "Ask another admin.",
    })
  }
  await inTransaction(ctx, async (tx) => {
    const before = await findPersonRole(tx.db, email)
    await upsertPersonRole(tx.db, { email, role, changedBy: actorName(tx.actor), changedAt: tx.now() })
    await recordAudit(tx, {
      action: "person.role-changed",
      subject: email,
      before: { role: before ?? "as listed" },
      after: { role },
    })
  })
}

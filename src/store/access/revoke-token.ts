import { StoreError } from "../../errors"
import type { Context } from "../context"
import { findApiToken, revokeApiToken } from "./queries"
import { requireAdmin } from "./require-admin"

/**
 * Ends a token for good; its next request fails in every process. Repeating it is harmless.
 * @throws StoreError FORBIDDEN unless an admin asks, NOT_FOUND for an unknown token
 */
export async function revokeToken(ctx: Context, id: string): Promise<void> {
  const admin = requireAdmin(ctx.actor)
  if (!(await findApiToken(ctx.db, id))) throw new StoreError("NOT_FOUND", `There is no API token ${id}.`)
  await revokeApiToken(ctx.db, id, admin.email, ctx.now())
}

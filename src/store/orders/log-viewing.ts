import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import type { Context } from "../context"
import { hasLoggedViewing } from "./desk-queries"

const VIEWING_MS = 15 * 60_000

/**
 * Writes into the audit log that someone was shown who bought, once per quarter of an hour. The subject is an order's
 * id, or the list that was looked at: `orders`, `sheet`, `outbox`.
 */
export async function logViewing(ctx: Context, subject: string): Promise<void> {
  const since = new Date(ctx.now().getTime() - VIEWING_MS)
  if (await hasLoggedViewing(ctx.db, { actor: actorName(ctx.actor), subject, since })) return
  await recordAudit(ctx, { action: "buyer.viewed", subject })
}

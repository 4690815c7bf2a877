import { actorName } from "../actor"
import type { Context } from "../context"
import { insertAudit } from "./queries"

export interface AuditEntry {
  /** The noun and the deed, such as `order.shipped`. */
  readonly action: string
  /** The id of what was changed or looked at. */
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Writes who did what into the append-only log. Call it with the transaction of the deed, so that neither
 * exists without the other. `before` and `after` hold no personal data of buyers and no secrets.
 */
export async function recordAudit(
  ctx: Context,
  { action, subject, before, after }: AuditEntry,
): Promise<void> {
  await insertAudit(ctx.db, {
    at: ctx.now(),
    actor: actorName(ctx.actor),
    actorKind: ctx.actor.kind,
    action,
    subject,
    before: before ?? null,
    after: after ?? null,
  })
}

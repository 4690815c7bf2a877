import { and, desc, eq, lt, type SQL } from "drizzle-orm"
import type { Database } from "../context"
import { auditLog } from "./tables"

export type AuditRow = typeof auditLog.$inferSelect

export async function insertAudit(db: Database, row: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(row)
}

/** Newest first; `before` is the sequence of the last row of the page above. */
export async function listAudit(
  db: Database,
  filter: { readonly subject?: string; readonly actor?: string; readonly before?: number },
  limit: number,
): Promise<AuditRow[]> {
  const conditions: (SQL | undefined)[] = [
    filter.subject ? eq(auditLog.subject, filter.subject) : undefined,
    filter.actor ? eq(auditLog.actor, filter.actor) : undefined,
    filter.before ? lt(auditLog.sequence, filter.before) : undefined,
  ]
  return db
    .select()
    .from(auditLog)
    .where(and(...conditions))
    .orderBy(desc(auditLog.sequence))
    .limit(limit)
}

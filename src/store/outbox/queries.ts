import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm"
import type { Database } from "../context"
import { outbox } from "./tables"

/** Writes an event beside the change that caused it. The same id is written once. */
export async function insertOutbox(
  db: Database,
  row: Pick<typeof outbox.$inferInsert, "id" | "name" | "payload" | "createdAt">,
): Promise<void> {
  await db
    .insert(outbox)
    .values({ ...row, nextAttemptAt: row.createdAt })
    .onConflictDoNothing()
}

/**
 * Takes unsent events for this process for a while, so that two processes rarely send the same one. What is due later
 * than anyone would put it off until was written by a clock that is fast, and is due now.
 */
export async function claimOutbox(db: Database, now: Date, retryAt: Date, limit: number) {
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.sentAt), or(lte(outbox.nextAttemptAt, now), gt(outbox.nextAttemptAt, retryAt))))
    .orderBy(asc(outbox.nextAttemptAt))
    .limit(limit)
    .for("update", { skipLocked: true })
  return db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, nextAttemptAt: retryAt })
    .where(inArray(outbox.id, due))
    .returning()
}

export async function markOutboxSent(db: Database, id: string, now: Date): Promise<void> {
  await db.update(outbox).set({ sentAt: now }).where(eq(outbox.id, id))
}

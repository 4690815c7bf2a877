import { and, desc, eq, inArray, lt } from "drizzle-orm"
import { StoreError } from "../../errors"
import type { Database } from "../context"
import type { ImportState } from "./import-run"
import { importRuns } from "./tables"

export type ImportRunRow = typeof importRuns.$inferSelect

export async function insertImportRun(db: Database, row: typeof importRuns.$inferInsert): Promise<void> {
  await db.insert(importRuns).values(row).onConflictDoNothing()
}

/** @throws StoreError NOT_FOUND */
export async function requireImportRun(db: Database, id: string): Promise<ImportRunRow> {
  const [run] = await db.select().from(importRuns).where(eq(importRuns.id, id))
  if (!run) throw new StoreError("NOT_FOUND", `There is no import ${id}.`)
  return run
}

/** Newest first, without the documents. */
export async function listImportRuns(db: Database, limit: number): Promise<ImportRunRow[]> {
  return db.select().from(importRuns).orderBy(desc(importRuns.createdAt), desc(importRuns.id)).limit(limit)
}

/** Approved before then, and still not applied. */
export async function listUnheard(db: Database, before: Date): Promise<Pick<ImportRunRow, "id">[]> {
  return db
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(and(eq(importRuns.state, "applying"), lt(importRuns.updatedAt, before)))
    .limit(100)
}

/** Moves the run on from one of the states; false when it is in another by now. */
export async function advanceImportRun(
  db: Database,
  id: string,
  from: readonly ImportState[],
  change: Partial<Omit<ImportRunRow, "id" | "createdAt">> & { readonly updatedAt: Date },
): Promise<boolean> {
  const moved = await db
    .update(importRuns)
    .set(change)
    .where(and(eq(importRuns.id, id), inArray(importRuns.state, [...from])))
    .returning({ id: importRuns.id })
  return moved.length > 0
}

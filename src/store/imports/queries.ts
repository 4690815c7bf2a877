import { and, asc, desc, eq, exists, inArray, lt, sql } from "drizzle-orm"
import { StoreError } from "../../errors"
import type { Database } from "../context"
import { type ImportState, isOver, OVER } from "./import-run"
import { importParts, importRows, importRuns } from "./tables"

export type ImportRunRow = typeof importRuns.$inferSelect

export async function insertImportRun(db: Database, row: typeof importRuns.$inferInsert): Promise<boolean> {
  const made = await db.insert(importRuns).values(row).onConflictDoNothing().returning({ id: importRuns.id })
  return made.length > 0
}

/** @throws StoreError NOT_FOUND */
export async function requireImportRun(
  db: Database,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<ImportRunRow> {
  const query = db.select().from(importRuns).where(eq(importRuns.id, id))
  const [run] = await (options.lock ? query.for("update") : query)
  if (!run) throw new StoreError("NOT_FOUND", `There is no import ${id}.`)
  return run
}

/** Newest first. */
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

/** Over before then, with lines that are still there. */
export async function listRunsWithOldLines(
  db: Database,
  before: Date,
  limit: number,
): Promise<Pick<ImportRunRow, "id">[]> {
  return db
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(
      and(
        inArray(importRuns.state, [...OVER]),
        lt(importRuns.updatedAt, before),
        exists(db.select().from(importRows).where(eq(importRows.importRunId, importRuns.id))),
      ),
    )
    .limit(limit)
}

/** Moves the run on from one of the states; false when it is in another by now. A run that is over keeps no document. */
export async function advanceImportRun(
  db: Database,
  id: string,
  from: readonly ImportState[],
  change: Partial<Omit<ImportRunRow, "id" | "createdAt">> & {
    readonly updatedAt: Date
    /** Only for the one who reads it. */
    readonly by?: string
  },
): Promise<boolean> {
  const { by, ...columns } = change
  const moved = await db
    .update(importRuns)
    .set(columns)
    .where(
      and(
        eq(importRuns.id, id),
        inArray(importRuns.state, [...from]),
        by === undefined ? undefined : eq(importRuns.reader, by),
      ),
    )
    .returning({ state: importRuns.state })
  if (moved.some(({ state }) => isOver(state)))
    await db.delete(importParts).where(eq(importParts.importRunId, id))
  return moved.length > 0
}

export async function insertParts(
  db: Database,
  importRunId: string,
  sealed: readonly { readonly id: string; readonly sealed: string }[],
): Promise<void> {
  for (const part of sealed) await db.insert(importParts).values({ ...part, importRunId })
}

export async function listParts(
  db: Database,
  importRunId: string,
): Promise<{ readonly id: string; readonly sealed: string }[]> {
  return db
    .select({ id: importParts.id, sealed: importParts.sealed })
    .from(importParts)
    .where(eq(importParts.importRunId, importRunId))
    .orderBy(asc(sql`${importParts.id} collate "C"`))
}

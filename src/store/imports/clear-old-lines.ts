import { type Context, inTransaction } from "../context"
import { LINES_KEPT_DAYS } from "./import-run"
import { listRunsWithOldLines } from "./queries"
import { deleteRead } from "./row-queries"

/**
 * Clears away what was read of documents whose runs were over so many days ago: the lines may be from somebody's
 * letter, and a hundred thousand of them are read at a time. What the run came to stays with it, and the ledger keeps
 * what it changed. Repeating it changes nothing; one call clears the lines of at most ten runs.
 */
export async function clearOldLines(ctx: Context): Promise<{ readonly cleared: number }> {
  const before = new Date(ctx.now().getTime() - LINES_KEPT_DAYS * 86_400_000)
  const runs = await listRunsWithOldLines(ctx.db, before, 10)
  for (const { id } of runs) await inTransaction(ctx, (tx) => deleteRead(tx.db, id))
  return { cleared: runs.length }
}

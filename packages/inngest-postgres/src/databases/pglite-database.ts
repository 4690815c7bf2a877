import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { PGlite } from "@electric-sql/pglite"
import type { Sql, SqlDatabase } from "../sql"
import { lockDirectory } from "./directory-lock"

/**
 * A PGlite in a directory, or in memory when there is none. One process at a time.
 * @throws Error when another process has the directory
 */
export async function openPglite(
  directory: string | null,
): Promise<SqlDatabase & { close(): Promise<void> }> {
  if (directory) mkdirSync(directory, { recursive: true })
  const unlock = directory ? lockDirectory(directory) : () => {}
  const { PGlite } = await import("@electric-sql/pglite")
  const db = await PGlite.create(directory ? join(directory, "postgres") : "memory://")
  return {
    ...sqlOver(db),
    transaction: (work) => db.transaction((tx) => work(sqlOver(tx))),
    async close() {
      await db.close()
      unlock()
    },
  }
}

function sqlOver(runner: Pick<PGlite, "query" | "exec">): Sql {
  return {
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const { rows } = await runner.query<Row>(text, [...params])
      return { rows }
    },
    exec: async (text) => {
      await runner.exec(text)
    },
  }
}

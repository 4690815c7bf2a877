import { PGlite, type Transaction } from "@electric-sql/pglite"
import type { Sql, SqlDatabase } from "../database"

/** A fresh database in memory. */
export function pgliteDatabase(): SqlDatabase & { close(): Promise<void> } {
  const pglite = new PGlite()
  const sqlOver = (handle: PGlite | Transaction): Sql => ({
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const { rows } = await handle.query<Row>(text, [...params])
      return { rows }
    },
    exec: async (text) => {
      await handle.exec(text)
    },
  })
  return {
    ...sqlOver(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOver(tx))),
    close: () => pglite.close(),
  }
}

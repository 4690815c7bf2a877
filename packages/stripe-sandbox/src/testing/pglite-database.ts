import { PGlite, type Transaction } from "@electric-sql/pglite"
import type { Sql, SqlDatabase } from "../database"

let shared: PGlite | undefined

/** The test file's database in memory, emptied: starting another would cost seconds, emptying it costs nothing. */
export async function emptyPglite(): Promise<SqlDatabase> {
  shared ??= new PGlite()
  await shared.exec("drop schema if exists sandbox cascade")
  return databaseOver(shared)
}

function databaseOver(pglite: PGlite): SqlDatabase {
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
  }
}

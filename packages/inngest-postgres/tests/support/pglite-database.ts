import { PGlite } from "@electric-sql/pglite"
import { migrate } from "../../src/schema/migrate"
import type { Sql, SqlDatabase } from "../../src/sql"

let shared: Promise<PGlite> | undefined

/** The PGlite that the tests of one process share, with nothing in schema `engine`: opening one takes seconds. */
export async function freshPglite(): Promise<SqlDatabase> {
  shared ??= PGlite.create()
  const db = databaseOver(await shared)
  await migrate(db)
  await db.exec(`
    do $$ declare it record; begin
      set local session_replication_role = replica;
      for it in select tablename as name from pg_tables where schemaname = 'engine' and tablename <> 'migrations'
      loop execute format('delete from engine.%I', it.name); end loop;
    end $$`)
  return db
}

type Runner = Pick<PGlite, "query" | "exec">

/** A PGlite in memory, or in `directory`, behind the engine's seam. */
export async function openPglite(directory?: string): Promise<SqlDatabase & { close(): Promise<void> }> {
  const db = await PGlite.create(directory)
  return { ...databaseOver(db), close: () => db.close() }
}

function databaseOver(db: PGlite): SqlDatabase {
  return { ...sqlOver(db), transaction: (work) => db.transaction((tx) => work(sqlOver(tx))) }
}

function sqlOver(runner: Runner): Sql {
  return {
    query: async <Row>(text: string, params: readonly unknown[] = []) =>
      runner.query<Row>(text, [...params]) as Promise<{ rows: Row[] }>,
    exec: async (text) => {
      await runner.exec(text)
    },
  }
}

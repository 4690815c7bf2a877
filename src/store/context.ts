import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core"
import type { Actor } from "./actor"
import type { Ports } from "./ports"

/** Drizzle over PGlite or Postgres; also a transaction of either. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** All that a verb gets. */
export interface Context {
  readonly actor: Actor
  readonly db: Database
  readonly ports: Ports
  readonly now: () => Date
}

/** Runs `work` in one transaction. Nested calls become savepoints of the outer one. */
export function inTransaction<Result>(ctx: Context, work: (tx: Context) => Promise<Result>): Promise<Result> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }))
}

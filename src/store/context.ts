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
  /** Set for actors whose deeds are limited per day; verbs spend from it in the transaction of the deed. */
  readonly allowance?: Allowance
}

export interface Allowance {
  /** @throws StoreError FORBIDDEN when the day's limit would be exceeded and no admin has approved it */
  spend(tx: Context, amount: { orders?: number; compCents?: number; stockUnits?: number }): Promise<void>
}

/** Runs `work` in one transaction. Nested calls become savepoints of the outer one. */
export function inTransaction<Result>(ctx: Context, work: (tx: Context) => Promise<Result>): Promise<Result> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }))
}

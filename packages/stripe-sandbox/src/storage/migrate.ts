import type { SqlDatabase } from "../database"
import { MIGRATIONS } from "./migrations"

/** Any number that nobody else in the database locks on: the bytes of "sbox". */
const MIGRATION_LOCK = 0x73626f78

/**
 * Brings the schema `sandbox` up to date. Safe to run at every start and from several processes at once:
 * one of them works under an advisory lock, in one transaction, the others find nothing left to do.
 */
export async function migrate(db: SqlDatabase): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK])
    await tx.exec(`
      create schema if not exists sandbox;
      create table if not exists sandbox.migrations (
        version integer primary key,
        applied_at timestamptz not null default now()
      );
    `)
    const { rows } = await tx.query<{ version: number }>(
      "select coalesce(max(version), 0)::int as version from sandbox.migrations",
    )
    const current = rows[0]?.version ?? 0
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < current) continue
      await tx.exec(statements)
      await tx.query("insert into sandbox.migrations (version) values ($1)", [index + 1])
    }
  })
}

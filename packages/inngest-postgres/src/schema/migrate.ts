import type { SqlDatabase } from "../sql"
import { engineSchema } from "./0001-engine"
import { flowSchema } from "./0002-flow"
import { messagesSchema } from "./0003-messages"
import { inspectionSchema } from "./0004-inspection"
import { waitFieldsSchema } from "./0005-wait-fields"

/** In order; a migration that has shipped is never edited. */
const MIGRATIONS = [
  { name: "0001-engine", sql: engineSchema },
  { name: "0002-flow", sql: flowSchema },
  { name: "0003-messages", sql: messagesSchema },
  { name: "0004-inspection", sql: inspectionSchema },
  { name: "0005-wait-fields", sql: waitFieldsSchema },
] as const

/** An arbitrary constant: every process that migrates the schema takes this lock. */
const MIGRATION_LOCK = 7_340_221_905

/**
 * Brings schema `engine` to the newest version. Idempotent; processes that start together wait for one
 * another; a migration is applied whole or not at all.
 */
export async function migrate(db: SqlDatabase): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1::bigint)", [MIGRATION_LOCK])
    await tx.exec(`
      create schema if not exists engine;
      create table if not exists engine.migrations (
        name text primary key,
        applied_at timestamptz not null default now()
      );`)
    const { rows } = await tx.query<{ name: string }>("select name from engine.migrations")
    const applied = new Set(rows.map((row) => row.name))
    for (const migration of MIGRATIONS) {
      if (applied.has(migration.name)) continue
      await tx.exec(migration.sql)
      await tx.query("insert into engine.migrations (name) values ($1)", [migration.name])
    }
  })
}

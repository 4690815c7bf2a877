import { randomBytes } from "node:crypto"
import { Client } from "pg"
import { describe, inject } from "vitest"
import { migrate as migrateEngine } from "../../packages/inngest-postgres/src/schema/migrate"
import { migrate as migrateSandbox } from "../../packages/stripe-sandbox/src/storage/migrate"
import { type DatabaseHandle, openDatabase } from "../../src/database"

/** Opens a migrated database without rows that no other test sees; `close` it when done. */
export type OpenTestDatabase = () => Promise<DatabaseHandle>

/** Runs the same tests on the embedded database and on a real Postgres: only the latter shows races. */
export function describeOnEveryDatabase(title: string, suite: (open: OpenTestDatabase) => void): void {
  describe(`${title} (PGlite)`, () => suite(openEmbedded))
  describe(`${title} (Postgres)`, () => suite(openOnPostgres))
}

/** Embedded databases of this worker that no test is using: opening one takes seconds, so they are handed on. */
const idle: DatabaseHandle[] = []

export async function openEmbedded(): Promise<DatabaseHandle> {
  const database = idle.pop() ?? (await createEmbedded())
  await emptyTables(database)
  return {
    ...database,
    async close() {
      idle.push(database)
    },
  }
}

async function createEmbedded(): Promise<DatabaseHandle> {
  const database = await openDatabase({ dataDir: "memory://" })
  await migrateAll(database)
  return database
}

export async function openOnPostgres(): Promise<DatabaseHandle> {
  return openDatabase({ databaseUrl: await createStoreDatabase() })
}

/** The store's tables, the engine's and the payment sandbox's. */
async function migrateAll(database: DatabaseHandle): Promise<void> {
  await database.migrate()
  await migrateEngine(database.sql)
  await migrateSandbox(database.sql)
}

/** Takes every row out of all tables, and counts from one again. Tables without rows cost nothing. */
export async function emptyTables({ sql }: DatabaseHandle): Promise<void> {
  await sql.exec(`
    do $$ declare it record; begin
      -- Without foreign keys and without the triggers that keep the ledger from being written again.
      set local session_replication_role = replica;
      for it in
        select schemaname as schema, tablename as name from pg_tables
        where schemaname in ('public', 'engine', 'sandbox') and tablename <> 'migrations'
      loop execute format('delete from %I.%I', it.schema, it.name); end loop;
      for it in
        select schemaname as schema, sequencename as name from pg_sequences
        where schemaname in ('public', 'engine', 'sandbox') and last_value is not null
      loop execute format('alter sequence %I.%I restart', it.schema, it.name); end loop;
    end $$`)
}

/** The URL of a database in the run's Postgres that has the store's tables, and no rows. */
export async function createStoreDatabase(): Promise<string> {
  return createPostgresDatabase(await inPostgres(findTemplate))
}

/** The URL of a new database in the run's Postgres: empty, or a copy of another. It goes with the server. */
export async function createPostgresDatabase(template?: string): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`
  await inPostgres((client) =>
    client.query(`create database ${name}${template ? ` template ${template}` : ""}`),
  )
  return urlOf(name)
}

const TEMPLATE = "template_store"
const TEMPLATE_LOCK = 7_239_199

/** The database to copy, migrated by the first test that needs it while the others wait. */
async function findTemplate(client: Client): Promise<string> {
  await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK])
  const { rows } = await client.query("select 1 from pg_database where datname = $1", [TEMPLATE])
  if (rows.length === 0) {
    const draft = `${TEMPLATE}_draft`
    await client.query(`drop database if exists ${draft}`)
    await client.query(`create database ${draft}`)
    const database = await openDatabase({ databaseUrl: urlOf(draft) })
    await migrateAll(database)
    await database.close()
    await client.query(`alter database ${draft} rename to ${TEMPLATE}`)
  }
  return TEMPLATE
}

/** Ending the connection also gives back whatever lock the work took. */
async function inPostgres<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: inject("postgresUrl") })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(name: string): string {
  const url = new URL(inject("postgresUrl"))
  url.pathname = `/${name}`
  return url.href
}

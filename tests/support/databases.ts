import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { describe, inject } from "vitest"
import { type DatabaseHandle, openDatabase } from "../../src/database"
import { copyMigratedDirectory } from "./migrated-directory"

/** Opens a migrated database without rows that no other test sees; `close` it when done. */
export type OpenTestDatabase = () => Promise<DatabaseHandle>

/** Runs the same tests on the embedded database and on a real Postgres: only the latter shows races. */
export function describeOnEveryDatabase(title: string, suite: (open: OpenTestDatabase) => void): void {
  describe(`${title} (PGlite)`, () => suite(openEmbedded))
  describe(`${title} (Postgres)`, () => suite(openOnPostgres))
}

export async function openEmbedded(): Promise<DatabaseHandle> {
  const { dataDir, remove } = await createStoreDirectory()
  const database = await openDatabase({ dataDir })
  return {
    ...database,
    async close() {
      await database.close()
      await remove()
    },
  }
}

export async function openOnPostgres(): Promise<DatabaseHandle> {
  return openDatabase({ databaseUrl: await createStoreDatabase() })
}

let shared: Promise<DatabaseHandle> | undefined

/**
 * The embedded database that the shops of one test file have one after the other, without rows: opening one takes
 * seconds. It goes with the process.
 */
export async function shareEmbedded(): Promise<DatabaseHandle> {
  shared ??= openForGood()
  const database = await shared
  await database.sql.exec("drop schema if exists engine cascade; drop schema if exists sandbox cascade")
  await emptyTables(database)
  return database
}

async function openForGood(): Promise<DatabaseHandle> {
  const { dataDir } = await createStoreDirectory()
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }))
  return openDatabase({ dataDir })
}

/** Takes every row out of the store's tables. */
export async function emptyTables({ sql }: DatabaseHandle): Promise<void> {
  const { rows } = await sql.query<{ list: string }>(
    "select string_agg(format('%I', tablename), ', ') as list from pg_tables where schemaname = 'public'",
  )
  await sql.exec(`truncate ${rows[0]?.list} restart identity cascade`)
}

/** A folder with an embedded database that has the store's tables, and no rows. */
export async function createStoreDirectory(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "swag-database-"))
  await copyMigratedDirectory(dataDir)
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
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
    await database.migrate()
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

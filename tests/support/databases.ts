import { randomBytes } from "node:crypto"
import { Client } from "pg"
import { describe, inject } from "vitest"
import { type DatabaseHandle, openDatabase } from "../../src/database"

/** Opens an empty, migrated database that no other test sees; `close` it when done. */
export type OpenTestDatabase = () => Promise<DatabaseHandle>

/** Runs the same tests on the embedded database and on a real Postgres: only the latter shows races. */
export function describeOnEveryDatabase(title: string, suite: (open: OpenTestDatabase) => void): void {
  describe(`${title} (PGlite)`, () => suite(openEmbedded))
  describe(`${title} (Postgres)`, () => suite(openOnPostgres))
}

async function openEmbedded(): Promise<DatabaseHandle> {
  const database = await openDatabase({ dataDir: "memory://" })
  await database.migrate()
  return database
}

export async function openOnPostgres(): Promise<DatabaseHandle> {
  const database = await openDatabase({ databaseUrl: await createPostgresDatabase() })
  await database.migrate()
  return database
}

/** The URL of a new, empty database in the run's Postgres. It goes with the server. */
export async function createPostgresDatabase(): Promise<string> {
  const url = new URL(inject("postgresUrl"))
  const name = `test_${randomBytes(6).toString("hex")}`
  const client = new Client({ connectionString: url.href })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

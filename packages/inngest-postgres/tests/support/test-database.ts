import { randomBytes } from "node:crypto"
import { Client } from "pg"
import { inject } from "vitest"

/** The URL of a new, empty database in the test run's Postgres. It goes with the server. */
export async function createTestDatabase(): Promise<string> {
  const url = new URL(inject("postgresUrl"))
  const name = `engine_${randomBytes(6).toString("hex")}`
  const client = new Client({ connectionString: url.href })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

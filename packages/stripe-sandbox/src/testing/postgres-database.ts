import { randomBytes } from "node:crypto"
import { Client, Pool, type PoolClient } from "pg"
import { inject } from "vitest"
import type { Sql, SqlDatabase } from "../database"

/** A new, empty database in the test run's Postgres: only a real server shows races. */
export async function postgresDatabase(): Promise<SqlDatabase & { close(): Promise<void> }> {
  const url = new URL(inject("postgresUrl"))
  const name = `sandbox_${randomBytes(6).toString("hex")}`
  const admin = new Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  url.pathname = `/${name}`
  const pool = new Pool({ connectionString: url.href, max: 20 })
  return {
    ...sqlOver(pool),
    transaction: async (work) => {
      const client = await pool.connect()
      try {
        await client.query("begin")
        const result = await work(sqlOver(client))
        await client.query("commit")
        return result
      } catch (error) {
        await client.query("rollback")
        throw error
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

function sqlOver(runner: Pool | PoolClient): Sql {
  return {
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const { rows } = await runner.query(text, [...params])
      return { rows: rows as Row[] }
    },
    exec: async (text) => {
      await runner.query(text)
    },
  }
}

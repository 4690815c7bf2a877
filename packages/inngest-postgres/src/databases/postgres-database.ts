import { createHash } from "node:crypto"
import { Client, Pool, type PoolClient } from "pg"
import type { Sql, SqlDatabase } from "../sql"

/** How long a reader of notifications waits before it connects again. */
const RECONNECT_MS = 500

/** A Postgres by URL behind the engine's seam. Statements are prepared once per connection. */
export function openPostgres(
  connectionString: string,
  options: { connections?: number } = {},
): SqlDatabase & { close(): Promise<void> } {
  const pool = new Pool({
    connectionString,
    max: options.connections ?? 12,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  // A connection that breaks while nothing is asked of it, idle or inside of a transaction, says so by an event that
  // would end the process if nobody listened. Whoever uses it next gets the error, and the pool another connection.
  pool.on("error", () => {})
  pool.on("connect", (client) => client.on("error", () => {}))
  return {
    ...sqlOver(pool),
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query("begin")
        const result = await work(sqlOver(client))
        await client.query("commit")
        return result
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          broken = failure
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    listen: (channel, onPayload) => listen(connectionString, channel, onPayload),
    close: () => pool.end(),
  }
}

function sqlOver(runner: Pool | PoolClient): Sql {
  return {
    query: async <Row>(text: string, params: readonly unknown[] = []) => {
      const result = await runner.query({ name: statementName(text), text, values: [...params] })
      return { rows: result.rows as Row[] }
    },
    exec: async (text) => {
      await runner.query(text)
    },
  }
}

const names = new Map<string, string>()

function statementName(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash("sha1").update(text).digest("base64url")
    names.set(text, name)
  }
  return name
}

async function listen(
  connectionString: string,
  channel: string,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> {
  let ended = false
  let client: Client | undefined
  const connect = async () => {
    const next = new Client({ connectionString, keepAlive: true })
    client = next
    next.on("notification", (message) => onPayload(message.payload ?? ""))
    next.on("error", () => {})
    next.on("end", () => {
      if (!ended) setTimeout(() => void connect().catch(() => {}), RECONNECT_MS).unref()
    })
    await next.connect()
    await next.query(`listen ${next.escapeIdentifier(channel)}`)
  }
  await connect()
  return async () => {
    ended = true
    await client?.end()
  }
}

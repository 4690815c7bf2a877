import { AsyncLocalStorage } from "node:async_hooks"
import { join } from "node:path"
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres"
import { migrate as migratePg } from "drizzle-orm/node-postgres/migrator"
import { drizzle as drizzlePglite } from "drizzle-orm/pglite"
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator"
import { lockDirectory } from "./database-lock"
import type { Database } from "./store/context"

/** Plain SQL over the same connection, for the packages that bring their own tables. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<{ rows: Row[] }>
  /** Several statements, no parameters. */
  exec(text: string): Promise<void>
}

export interface SqlDatabase extends Sql {
  transaction<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result>
  /** Calls back for each NOTIFY on the channel; resolves to what ends it. Only Postgres has it. */
  listen?(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
}

export interface DatabaseHandle {
  readonly kind: "postgres" | "pglite"
  readonly db: Database
  readonly sql: SqlDatabase
  /** Brings the schema up to date; any number of processes may call it at once. */
  migrate(): Promise<void>
  close(): Promise<void>
}

const MIGRATIONS = join(process.cwd(), "db/migrations")
const MIGRATION_LOCK = 7_239_114

/**
 * Opens Postgres by URL, otherwise PGlite in a directory of its own (`memory://` for none).
 * @throws DirectoryInUseError when another process has the directory open
 */
export async function openDatabase(config: {
  databaseUrl?: string
  dataDir?: string
}): Promise<DatabaseHandle> {
  return config.databaseUrl ? openPostgres(config.databaseUrl) : openPglite(config.dataDir ?? "memory://")
}

async function openPostgres(connectionString: string): Promise<DatabaseHandle> {
  const { Client, DatabaseError, Pool } = await import("pg")
  const pool = new Pool({ connectionString, max: 20, connectionTimeoutMillis: 5_000, keepAlive: true })
  // A connection that breaks while nothing is asked of it, idle or inside of a transaction, says so by an event that
  // would end the process if nobody listened. Whoever uses it next gets the error, and the pool another connection.
  pool.on("error", () => undefined)
  pool.on("connect", (client) => client.on("error", () => undefined))
  // The pool's own query throws the connection away with every error, and another takes tens of milliseconds to open;
  // a statement that Postgres refused, as when a variant has sold out, leaves its connection as good as it was.
  const ask = async (config: never, params: never) => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      return await client.query(config, params)
    } catch (error) {
      if (!(error instanceof DatabaseError && error.severity === "ERROR")) broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }
  pool.query = ask as typeof pool.query
  const db = guardTransactions(drizzlePg(pool) as unknown as Database, async (work, options) => {
    // Drizzle's own transaction on a pool keeps the connection for ever when its `begin` fails.
    const client = await pool.connect()
    try {
      return await (drizzlePg(client) as unknown as Database).transaction(work, options)
    } finally {
      client.release()
    }
  })
  return {
    kind: "postgres",
    db,
    sql: {
      query: (text, params) => outsideTransaction(() => ask(text as never, params as never)) as never,
      exec: async (text) => void (await outsideTransaction(() => ask(text as never, undefined as never))),
      transaction: async (work) => {
        const client = await outsideTransaction(() => pool.connect())
        let broken: Error | undefined
        try {
          await client.query("begin")
          const result = await inside.run(true, () =>
            work({
              query: (text, params) => client.query(text, params as unknown[]) as never,
              exec: async (text) => void (await client.query(text)),
            }),
          )
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
      listen: (channel, onPayload) =>
        listenOn(() => new Client({ connectionString, keepAlive: true }), channel, onPayload),
    },
    migrate: async () => {
      const client = await pool.connect()
      try {
        await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK])
        await migratePg(drizzlePg(client), { migrationsFolder: MIGRATIONS })
      } finally {
        await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined)
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

async function openPglite(dataDir: string): Promise<DatabaseHandle> {
  const lock = dataDir === "memory://" ? undefined : await lockDirectory(dataDir)
  const { PGlite } = await import("@electric-sql/pglite")
  const client = await PGlite.create(dataDir === "memory://" ? dataDir : join(dataDir, "postgres"))
  const drizzled = drizzlePglite(client)
  return {
    kind: "pglite",
    db: guardTransactions(drizzled as unknown as Database, (work, options) =>
      (drizzled as unknown as Database).transaction(work, options),
    ),
    sql: {
      query: (text, params) => outsideTransaction(() => client.query(text, params as unknown[])) as never,
      exec: async (text) => void (await outsideTransaction(() => client.exec(text))),
      transaction: (work) =>
        outsideTransaction(() =>
          client.transaction((tx) =>
            inside.run(true, () =>
              work({
                query: (text, params) => tx.query(text, params as unknown[]) as never,
                exec: async (text) => void (await tx.exec(text)),
              }),
            ),
          ),
        ),
    },
    migrate: () => migratePglite(drizzled, { migrationsFolder: MIGRATIONS }),
    close: async () => {
      await client.close()
      await lock?.release()
    },
  }
}

const inside = new AsyncLocalStorage<true>()

/** PGlite has one connection: the outer handle, used inside a transaction, would wait for itself for ever. */
function outsideTransaction<Result>(work: () => Result): Result {
  if (inside.getStore()) {
    throw new Error("A transaction is open here: use its own handle (tx), not the database's.")
  }
  return work()
}

function guardTransactions(db: Database, transaction: Database["transaction"]): Database {
  return new Proxy(db, {
    get(target, property, receiver) {
      const value = Reflect.get(target, property, receiver)
      if (typeof value !== "function") return value
      if (property === "transaction") {
        return (work: (tx: Database) => Promise<unknown>, options?: never) =>
          outsideTransaction(() =>
            transaction((tx) => inside.run(true, () => work(tx as unknown as Database)), options),
          )
      }
      return (...args: unknown[]) => outsideTransaction(() => value.apply(target, args))
    },
  })
}

async function listenOn(
  connect: () => import("pg").Client,
  channel: string,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: import("pg").Client | undefined
  let ended = false
  const open = async () => {
    const fresh = connect()
    fresh.on("notification", (message) => onPayload(message.payload ?? ""))
    fresh.on("error", () => reopen())
    await fresh.connect()
    await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    client = fresh
  }
  const reopen = () => {
    void client?.end().catch(() => undefined)
    client = undefined
    if (!ended) setTimeout(() => void open().then(() => onPayload(""), reopen), 500).unref()
  }
  await open()
  return async () => {
    ended = true
    await client?.end()
  }
}

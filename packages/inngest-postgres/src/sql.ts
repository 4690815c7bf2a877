/** A connection that answers one statement at a time. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<{ rows: Row[] }>
  /** Several statements, no parameters. */
  exec(text: string): Promise<void>
}

/**
 * The database the engine lives in: PGlite or Postgres behind one shape.
 * Inside `transaction` only the handle that is passed in may be used.
 */
export interface SqlDatabase extends Sql {
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>
  /** LISTEN. Absent, or in-process only, on PGlite. Resolves to an unlisten. */
  listen?(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
}

/** The SQLSTATE of a database error, wherever the driver or a wrapper put it. */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return undefined
}

const DEADLOCK_OR_SERIALIZATION = new Set(["40P01", "40001"])

/** Runs `work` in a transaction, again from the start when Postgres chose it as a deadlock's victim. */
export async function transact<T>(db: SqlDatabase, work: (tx: Sql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (attempt >= 8 || !DEADLOCK_OR_SERIALIZATION.has(sqlState(error) ?? "")) throw error
    }
  }
}

/** What the sandbox needs of a database. Parameters are `$1`, `$2`…; json columns come back parsed. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<{ rows: Row[] }>
  /** Several statements, no parameters. */
  exec(text: string): Promise<void>
}

/** Postgres or PGlite. Inside `transaction` only the handle it passes is used. */
export interface SqlDatabase extends Sql {
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>
  listen?(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
}

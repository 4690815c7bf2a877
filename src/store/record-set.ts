import { type SQL, sql } from "drizzle-orm"

type Value = string | number | null

/**
 * Rows as a table of a statement, `alias(column, …)`, with one parameter per column: so it takes any number of them, and
 * the database parses no document. NUL, which it cannot keep in a text, becomes the replacement character; so do halves of
 * characters, when they are sent.
 */
export function recordSet<Column extends string>(
  rows: readonly Readonly<Record<Column, Value>>[],
  alias: string,
  columns: Readonly<Record<Column, "text" | "int">>,
): SQL {
  const named = Object.entries(columns) as [Column, "text" | "int"][]
  const arrays = named.map(([name, type]) => {
    const values = rows.map((row) => row[name])
    return sql`${sql.param(type === "text" ? values.map(keepable) : values)}::${sql.raw(type)}[]`
  })
  const names = named.map(([name]) => sql.identifier(name))
  return sql`unnest(${sql.join(arrays, sql`, `)}) as ${sql.identifier(alias)}(${sql.join(names, sql`, `)})`
}

function keepable(value: Value): Value {
  return typeof value === "string" ? value.replaceAll("\0", "\ufffd") : value
}

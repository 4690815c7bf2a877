import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"

/**
 * A field of a select: the rows of another table as its own select would give them. For what belongs together and is
 * read often, since each statement costs a way to the database and back.
 */
export function rowsAsJson<Table extends PgTable>(
  table: Table,
  where: SQL | undefined,
  order: Column,
): SQL<Table["$inferSelect"][]> {
  const columns = Object.entries<Column>(getTableColumns(table))
  const toRow = (json: Record<string, unknown>) =>
    Object.fromEntries(columns.map(([key, column]) => [key, fromJson(column, json[column.name])]))
  return sql`(select coalesce(jsonb_agg(to_jsonb(${table}) order by ${order}), '[]') from ${table} where ${where})`.mapWith(
    (rows: Record<string, unknown>[]) => rows.map(toRow) as Table["$inferSelect"][],
  )
}

/** JSON has no instants. */
function fromJson(column: Column, value: unknown): unknown {
  return column.dataType === "date" && typeof value === "string" ? new Date(value) : value
}

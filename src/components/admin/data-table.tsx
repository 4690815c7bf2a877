import type { ReactNode } from "react"
import styles from "./data-table.module.css"

export interface Column<Row> {
  readonly label: string
  readonly cell: (row: Row) => ReactNode
  /** `number` is set right and in figures of one width; `code` in mono on one line, `facts` in mono on several. */
  readonly kind?: "number" | "code" | "facts"
}

interface DataTableProps<Row> {
  /** Says what the table lists; read out, and shown where nothing is in it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What to do when there is nothing. */
  empty?: ReactNode
  /** The column that names the row; the first unless said otherwise. */
  headColumn?: number
}

/** Rows and columns on a wide screen; on a phone each row is a card whose cells carry their labels. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, empty, headColumn = 0 } = props
  if (rows.length === 0) return <p className={styles.empty}>{empty ?? `${caption}: nothing here.`}</p>
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, kind }) => (
            <th key={label} scope="col" data-kind={kind}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ label, kind, cell }, index) => {
              const Cell = index === headColumn ? "th" : "td"
              const scope = index === headColumn ? "row" : undefined
              return (
                <Cell key={label} scope={scope} data-kind={kind} data-label={label}>
                  {filled(cell(row))}
                </Cell>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One element per cell, which a phone sets beside its label; none where there is nothing to say. */
function filled(content: ReactNode): ReactNode {
  const nothing = content === null || content === undefined || content === false || content === ""
  return nothing ? null : <div>{content}</div>
}

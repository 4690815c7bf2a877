import styles from "./sheet.module.css"

/** A spreadsheet to look at: all columns, scrolled sideways, the order's id always in sight. */
export function Sheet({
  columns,
  rows,
}: {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}) {
  if (rows.length === 0) return <p>No rows yet. The fourth stage of each order writes one.</p>
  return (
    <section className={styles.scroll} aria-label="Fulfilment sheet" tabIndex={-1}>
      <table className={styles.sheet}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([orderId = "", ...cells]) => (
            <tr key={orderId}>
              <th scope="row">
                <a href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</a>
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

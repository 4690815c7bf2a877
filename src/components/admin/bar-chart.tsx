import styles from "./bar-chart.module.css"

interface BarChartProps {
  label: string
  bars: readonly { readonly name: string; readonly value: number }[]
}

/** Amounts side by side. A table that looks like a chart, so it is read and copied as one. */
export function BarChart({ label, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <table className={styles.chart} aria-label={label}>
      <tbody>
        {bars.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            <td className={styles.cell}>
              <svg className={styles.track} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect className={styles.bar} width={(100 * value) / most} height="1" />
              </svg>
            </td>
            <td className={styles.value}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

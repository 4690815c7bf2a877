import styles from "./day-chart.module.css"

interface DayChartProps {
  label: string
  /** Oldest first; days as `2026-03-02`. */
  days: readonly { readonly day: string; readonly value: number }[]
  /** How an amount is written; as it is when left out. */
  format?: (value: number) => string
}

const [WIDTH, HEIGHT, FOOT, HEAD] = [560, 150, 18, 16]

/** One column a day, drawn on the server. What it shows is said in words too. */
export function DayChart({ label, days, format = String }: DayChartProps) {
  const most = Math.max(1, ...days.map(({ value }) => value))
  const step = WIDTH / Math.max(1, days.length)
  const height = (value: number) => ((HEIGHT - FOOT - HEAD) * value) / most
  const words = days.map(({ day, value }) => `${day} ${format(value)}`).join(", ")
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${label}: ${words}`}
    >
      <line className={styles.axis} x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
      {days.map(({ day, value }, index) => {
        const middle = (index + 0.5) * step
        const top = HEIGHT - FOOT - height(value)
        return (
          <g key={day}>
            <title>{`${day}: ${format(value)}`}</title>
            <rect className={styles.touch} x={index * step} y="0" width={step} height={HEIGHT} />
            <rect
              className={styles.bar}
              x={index * step + 3}
              y={top}
              width={step - 6}
              height={height(value)}
            />
            {value > 0 && (
              <text className={styles.value} x={middle} y={top - 4}>
                {format(value)}
              </text>
            )}
            {(days.length - 1 - index) % 2 === 0 && (
              <text className={styles.day} x={middle} y={HEIGHT - 4}>
                {day.slice(5)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

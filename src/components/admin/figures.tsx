import type { ReactNode } from "react"
import styles from "./figures.module.css"

export interface Figure {
  readonly label: string
  readonly value: ReactNode
  /** What the figure is of, such as its days. */
  readonly of?: string
  /** Where it is looked into. */
  readonly href?: string
  /** Waits for someone. */
  readonly lit?: boolean
}

/** The numbers that a day begins with, side by side. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, of, href, lit }) => (
        <div key={label} className={styles.figure} data-lit={lit}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>
            {href ? (
              <a className={styles.link} href={href} aria-label={`${label}: ${value}`}>
                {value}
              </a>
            ) : (
              value
            )}
          </dd>
          {of && <dd className={styles.of}>{of}</dd>}
        </div>
      ))}
    </dl>
  )
}

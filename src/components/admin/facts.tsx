import type { ReactNode } from "react"
import styles from "./facts.module.css"

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** What is known about one thing. Facts without a value are left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== "" && value !== false)
        .map(({ label, value }) => (
          <div key={label} className={styles.fact}>
            <dt className={styles.label}>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

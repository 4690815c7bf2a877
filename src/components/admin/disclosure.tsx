import type { ReactNode } from "react"
import styles from "./disclosure.module.css"

/** What is rarely needed, one click away. */
export function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

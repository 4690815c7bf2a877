import type { ReactNode } from "react"
import styles from "./disclosure.module.css"

/** What is rarely needed, one click away. */
export function Disclosure({
  summary,
  id,
  children,
}: {
  summary: string
  /** So that a link can lead to it. */
  id?: string
  children: ReactNode
}) {
  return (
    <details id={id} className={styles.disclosure}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

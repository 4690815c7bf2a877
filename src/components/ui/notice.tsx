import type { ReactNode } from "react"
import styles from "./notice.module.css"

interface NoticeProps {
  tone?: "info" | "error" | "done"
  title: string
  /** What to do next, as a link or a button. */
  action?: ReactNode
  children?: ReactNode
}

/** A message in the flow of the page. Errors interrupt a screen reader, the rest wait their turn. */
export function Notice({ tone = "info", title, action, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "error" ? "alert" : "status"}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

import type { ReactNode } from "react"
import styles from "./toolbar.module.css"

/** Buttons in a row, under or over what they act on. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={styles.toolbar}>{children}</div>
}

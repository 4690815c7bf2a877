import type { ReactNode } from "react"
import styles from "./toolbar.module.css"

interface ToolbarProps {
  /** Stays in sight at the foot of the window. */
  sticky?: boolean
  children: ReactNode
}

/** Buttons in a row, under or over what they act on. */
export function Toolbar({ sticky, children }: ToolbarProps) {
  return (
    <div className={styles.toolbar} data-sticky={sticky}>
      {children}
    </div>
  )
}

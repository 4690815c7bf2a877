import type { ReactNode } from "react"
import styles from "./stack.module.css"

interface StackProps {
  /** `wide` gives the first child twice the room of the second, on screens that have it. */
  columns?: "wide" | "even"
  children: ReactNode
}

/** Things below each other, or beside each other where there is room. */
export function Stack({ columns, children }: StackProps) {
  return (
    <div className={styles.stack} data-columns={columns}>
      {children}
    </div>
  )
}

import { type ReactNode, useId } from "react"
import styles from "./panel.module.css"

interface PanelProps {
  title: string
  /** Stands at the right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A named part of a desk page. */
export function Panel({ title, aside, children }: PanelProps) {
  const id = useId()
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        {aside && <div className={styles.aside}>{aside}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  )
}

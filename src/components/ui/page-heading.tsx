import type { ReactNode } from "react"
import styles from "./page-heading.module.css"

interface PageHeadingProps {
  id?: string
  /** The small line above, such as an order id or a step's name. */
  kicker?: ReactNode
  title: ReactNode
  lead?: ReactNode
  aside?: ReactNode
}

export function PageHeading({ id, kicker, title, lead, aside }: PageHeadingProps) {
  return (
    <header className={styles.heading}>
      <div className={styles.words}>
        {kicker && <p className={styles.kicker}>{kicker}</p>}
        <h1 className={styles.title} id={id}>
          {title}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {aside && <div className={styles.aside}>{aside}</div>}
    </header>
  )
}

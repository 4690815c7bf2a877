import type { ReactNode } from "react"
import styles from "./desk-heading.module.css"

interface DeskHeadingProps {
  title: ReactNode
  /** The way back up, such as the list this belongs to. */
  up?: { readonly href: string; readonly label: string }
  lead?: ReactNode
  /** What can be done from here. */
  actions?: ReactNode
}

export function DeskHeading({ title, up, lead, actions }: DeskHeadingProps) {
  return (
    <header className={styles.heading}>
      <div className={styles.words}>
        {up && (
          <a className={styles.up} href={up.href}>
            {up.label}
          </a>
        )}
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}

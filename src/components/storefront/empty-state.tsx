import type { ReactNode } from "react"
import { Arrow } from "../ui/arrow"
import { ButtonLink } from "../ui/button"
import styles from "./empty-state.module.css"

interface EmptyStateProps {
  title: string
  action?: { href: string; label: string }
  children?: ReactNode
}

export function EmptyState({ title, action, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.text}>{children}</p>}
      {action && (
        <ButtonLink href={action.href} look="line">
          {action.label} <Arrow />
        </ButtonLink>
      )}
    </div>
  )
}

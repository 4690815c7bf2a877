import type { ReactNode } from "react"
import { Arrow } from "../ui/arrow"
import { Band } from "../ui/band"
import { ButtonLink } from "../ui/button"
import styles from "./message-page.module.css"

interface ErrorViewProps {
  /** What the logs know this failure by. */
  requestId?: string
  /** Trying again, where the page can: a button. */
  retry?: ReactNode
}

export function ErrorView({ requestId, retry }: ErrorViewProps) {
  return (
    <Band labelledBy="failed">
      <div className={styles.page}>
        <p className={styles.code}>500 Attempt 1 failed</p>
        <h1 className={styles.title} id="failed">
          This page did not run
        </h1>
        <p className={styles.lead}>
          Orders are not affected: they run elsewhere and continue by themselves. Load the page again in a
          moment.
        </p>
        {requestId && (
          <p className={styles.code}>
            Request <code>{requestId}</code>
          </p>
        )}
        <div className={styles.actions}>
          {retry}
          <ButtonLink href="/" look="line">
            To the store <Arrow />
          </ButtonLink>
        </div>
      </div>
    </Band>
  )
}

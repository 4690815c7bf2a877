import { Arrow } from "../ui/arrow"
import { Band } from "../ui/band"
import { ButtonLink } from "../ui/button"
import styles from "./message-page.module.css"

export function NotFoundView() {
  return (
    <Band labelledBy="not-found">
      <div className={styles.page}>
        <p className={styles.code}>404 NonRetriableError</p>
        <h1 className={styles.title} id="not-found">
          No such page
        </h1>
        <p className={styles.lead}>
          We looked once. Looking again would not change the answer, so we did not retry.
        </p>
        <div className={styles.actions}>
          <ButtonLink href="/#catalog">
            See the catalogue <Arrow />
          </ButtonLink>
        </div>
      </div>
    </Band>
  )
}

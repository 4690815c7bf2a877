import styles from "./wordmark.module.css"

export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      inngest<span className={styles.store}>/swag</span>
    </span>
  )
}

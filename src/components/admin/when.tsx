import styles from "./when.module.css"

interface WhenProps {
  at: Date | string
  /** Leaves the time of day out. */
  day?: boolean
}

/** A moment in UTC, the same for every reader: `2026-03-04 15:06`. */
export function When({ at, day }: WhenProps) {
  const iso = typeof at === "string" ? at : at.toISOString()
  return (
    <time className={styles.when} dateTime={iso} title={`${iso} (UTC)`}>
      {iso.slice(0, 10)}
      {!day && ` ${iso.slice(11, 16)}`}
    </time>
  )
}

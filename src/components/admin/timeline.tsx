import styles from "./timeline.module.css"
import { When } from "./when"

interface TimelineProps {
  entries: readonly {
    readonly id: string
    readonly at: string
    readonly who?: string
    readonly text: string
  }[]
}

/** What happened, oldest first. */
export function Timeline({ entries }: TimelineProps) {
  if (entries.length === 0) return <p>Nothing has happened yet.</p>
  return (
    <ol className={styles.list}>
      {entries.map(({ id, at, who, text }) => (
        <li key={id} className={styles.entry}>
          <span className={styles.when}>
            <When at={at} />
            {who && <span> {who}</span>}
          </span>
          <span className={styles.text}>{text}</span>
        </li>
      ))}
    </ol>
  )
}

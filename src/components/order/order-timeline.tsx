import type { OrderView } from "@/store/orders/order-view"
import { Moment } from "../ui/moment"
import styles from "./order-timeline.module.css"

/** What happened to the order, newest first. */
export function OrderTimeline({ timeline }: { timeline: OrderView["timeline"] }) {
  if (timeline.length === 0) return <p className={styles.none}>Nothing has happened yet.</p>
  return (
    <ol className={styles.timeline}>
      {timeline
        .toSorted((a, b) => b.id - a.id)
        .map((entry) => (
          <li className={styles.entry} key={entry.id} data-kind={entry.kind}>
            <span className={styles.at}>
              <Moment at={entry.at} />
            </span>
            <span>{entry.text}</span>
          </li>
        ))}
    </ol>
  )
}

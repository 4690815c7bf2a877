import { STAGES } from "@/store/orders/order"
import type { StageView } from "@/store/orders/order-view"
import styles from "./stage-dots.module.css"

/** The four stages as four squares; what they say is said in words too. */
export function StageDots({ stages }: { stages: readonly StageView[] }) {
  const done = stages.filter(({ status }) => status === "complete").length
  const other = stages
    .filter(({ status }) => status === "running" || status === "failed")
    .map(({ stage, status }) => `${stage} ${status}`)
  const words = [`${done} of ${STAGES.length} stages complete`, ...other].join(", ")
  return (
    <span className={styles.dots} role="img" aria-label={words} title={words}>
      {stages.map(({ stage, status }) => (
        <span key={stage} className={styles.dot} data-status={status} />
      ))}
    </span>
  )
}

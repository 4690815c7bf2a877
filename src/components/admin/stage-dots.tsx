import { STAGES, type StageStatus } from "@/store/orders/order"
import styles from "./stage-dots.module.css"

/** The four stages as four squares; what they say is said in words too. */
export function StageDots({ stages }: { stages: readonly StageStatus[] }) {
  const done = stages.filter((status) => status === "complete").length
  const other = STAGES.flatMap((stage, index) =>
    stages[index] === "running" || stages[index] === "failed" ? [`${stage} ${stages[index]}`] : [],
  )
  const words = [`${done} of ${STAGES.length} stages complete`, ...other].join(", ")
  return (
    <span className={styles.dots} role="img" aria-label={words} title={words}>
      {STAGES.map((stage, index) => (
        <span key={stage} className={styles.dot} data-status={stages[index]} />
      ))}
    </span>
  )
}

import type { StageView } from "@/store/orders/order-view"
import { Pulse } from "../ui/pulse"
import { Duration } from "./duration"
import styles from "./order-stages.module.css"
import { STAGE_LABELS, STAGE_STATUS_LABELS } from "./stage-labels"

/** The four durable stages as the customer sees them: what each does, whether it is done, how long it took. */
export function OrderStages({ stages }: { stages: readonly StageView[] }) {
  return (
    <ol className={styles.stages}>
      {stages.map((stage) => (
        <li
          className={styles.stage}
          key={stage.stage}
          data-status={stage.status}
          aria-current={stage.status === "running" ? "step" : undefined}
        >
          <p className={styles.status}>
            <Mark status={stage.status} />
            {STAGE_STATUS_LABELS[stage.status]}
            {stage.attempts > 1 && <span className={styles.attempts}>attempt {stage.attempts}</span>}
          </p>
          <h3 className={styles.name}>{STAGE_LABELS[stage.stage].name}</h3>
          <p className={styles.about}>{STAGE_LABELS[stage.stage].about}</p>
          {stage.error && <p className={styles.error}>{stage.error}</p>}
          <p className={styles.foot}>
            <code className={styles.step}>step.run("{stage.stage}")</code>
            <span className={styles.duration}>
              {stage.startedAt && stage.finishedAt && (
                <Duration from={stage.startedAt} to={stage.finishedAt} />
              )}
            </span>
          </p>
        </li>
      ))}
    </ol>
  )
}

function Mark({ status }: { status: StageView["status"] }) {
  if (status === "running") return <Pulse />
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {status === "complete" && <path d="M2 8.500l4 4 8-9" />}
      {status === "failed" && <path d="M3 3l10 10M13 3L3 13" />}
      {status === "pending" && <path d="M2.500 2.500h11v11h-11z" />}
    </svg>
  )
}

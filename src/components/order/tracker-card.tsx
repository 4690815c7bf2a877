import { STAGES } from "@/store/orders/order"
import type { TrackerOrder } from "@/store/orders/tracker"
import { Moment } from "../ui/moment"
import { VisuallyHidden } from "../ui/visually-hidden"
import { STAGE_STATUS_LABELS } from "./stage-labels"
import styles from "./tracker-card.module.css"

/** One order on the board: what is in it and how far it has come. Nothing about who bought it. */
export function TrackerCard({ order }: { order: TrackerOrder }) {
  return (
    <article className={styles.card} data-order={order.orderId} data-state={stateOf(order)}>
      <p className={styles.head}>
        <a className={styles.id} href={`/orders/${order.orderId}`}>
          <VisuallyHidden>Order </VisuallyHidden>
          {order.orderId.slice(0, 12)}
          <span aria-hidden="true">…</span>
        </a>
        <span className={styles.at}>
          <Moment at={order.placedAt} show="time" />
        </span>
      </p>
      <ul className={styles.items}>
        {order.items.map((item) => (
          <li key={item.name}>
            <span className={styles.quantity}>{item.quantity}×</span> {item.name}
          </li>
        ))}
      </ul>
      <p className={styles.foot}>
        <span className={styles.bars} aria-hidden="true">
          {STAGES.map((stage) => (
            <i className={styles.bar} key={stage} data-status={order.stages[stage]} />
          ))}
        </span>
        <span className={styles.state}>{stateLabel(order)}</span>
      </p>
    </article>
  )
}

function stateOf(order: TrackerOrder): string {
  if (order.status !== "pending") return order.status
  return STAGES.every((stage) => order.stages[stage] === "complete") ? "confirmed" : order.stageStatus
}

function stateLabel(order: TrackerOrder): string {
  const state = stateOf(order)
  if (state === "complete") return "Next"
  return STAGE_STATUS_LABELS[state as keyof typeof STAGE_STATUS_LABELS] ?? state
}

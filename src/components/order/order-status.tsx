import type { ReactNode } from "react"
import type { OrderView } from "@/store/orders/order-view"
import { Band } from "../ui/band"
import { Moment } from "../ui/moment"
import { Notice } from "../ui/notice"
import { PageHeading } from "../ui/page-heading"
import { OrderStages } from "./order-stages"
import styles from "./order-status.module.css"
import { OrderSummary } from "./order-summary"
import { OrderTimeline } from "./order-timeline"

const HEADLINES: Record<OrderView["status"], string> = {
  awaiting_payment: "Waiting for payment",
  pending: "Order is running",
  fulfilled: "Order is being packed",
  shipped: "Order has shipped",
  cancelled: "Order was cancelled",
}

interface OrderStatusProps {
  order: OrderView
  /** Whether the page still moves. */
  indicator?: ReactNode
}

/** The whole order page below the site's header, as of one moment. */
export function OrderStatus({ order, indicator }: OrderStatusProps) {
  const done = order.status === "pending" && order.stages.every(({ status }) => status === "complete")
  return (
    <>
      <Band padded labelledBy="order-heading">
        <PageHeading
          id="order-heading"
          kicker={<code>{order.orderId}</code>}
          title={done ? "Order is confirmed" : HEADLINES[order.status]}
          lead={
            order.placedAt && (
              <>
                Placed <Moment at={order.placedAt} />
              </>
            )
          }
          aside={indicator}
        />
        {order.statusReason && (
          <div className={styles.reason}>
            <Notice tone={order.status === "cancelled" ? "error" : "info"} title={order.statusReason} />
          </div>
        )}
        <h2 className={styles.heading}>Four steps, each run until it is done</h2>
        <OrderStages stages={order.stages} />
      </Band>
      <Band>
        <div className={styles.below}>
          <section className={styles.part} aria-labelledby="order-summary">
            <h2 className={styles.heading} id="order-summary">
              Order
            </h2>
            <OrderSummary order={order} />
          </section>
          <section className={styles.part} aria-labelledby="order-timeline">
            <h2 className={styles.heading} id="order-timeline">
              Timeline
            </h2>
            <OrderTimeline timeline={order.timeline} />
          </section>
        </div>
      </Band>
    </>
  )
}

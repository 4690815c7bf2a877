"use client"

import { useState } from "react"
import type { OrderView } from "@/store/orders/order-view"
import { LiveIndicator } from "../ui/live-indicator"
import { VisuallyHidden } from "../ui/visually-hidden"
import { OrderStatus } from "./order-status"
import { STAGE_LABELS, STAGE_STATUS_LABELS } from "./stage-labels"
import { useLiveView } from "./use-live-view"

/** The order page, live: first as the server rendered it, then as each event says. */
export function OrderStatusClient({ initial }: { initial: OrderView }) {
  const [order, setOrder] = useState(initial)
  const ended = order.status === "shipped" || order.status === "cancelled"
  const connection = useLiveView(
    `/api/realtime/orders/${initial.orderId}`,
    "order",
    (data) => {
      const next = data as OrderView
      setOrder((current) => (next.version >= current.version ? next : current))
    },
    ended,
  )
  return (
    <>
      <OrderStatus order={order} indicator={<LiveIndicator connection={connection} />} />
      <div role="status" aria-live="polite">
        <VisuallyHidden>{order === initial ? "" : announcement(order)}</VisuallyHidden>
      </div>
    </>
  )
}

function announcement(order: OrderView): string {
  if (order.statusReason) return order.statusReason
  const reached = order.stages.findLast(({ status }) => status !== "pending")
  return reached ? `${STAGE_LABELS[reached.stage].name}: ${STAGE_STATUS_LABELS[reached.status]}` : ""
}

import type { ListedOrder } from "@/store/orders/list-orders"
import { type AttentionStepsInput, attentionSteps } from "./attention-steps"
import styles from "./attention-table.module.css"
import { DataTable } from "./data-table"
import { ORDER_COLUMNS } from "./order-columns"
import { StatusBadge } from "./status-badge"

interface AttentionTableProps extends Pick<AttentionStepsInput, "rights" | "actions"> {
  orders: readonly ListedOrder[]
  empty: string
}

/** The orders that need someone, each with its causes and what may safely be done about them, here and now. */
export function AttentionTable({ orders, empty, rights, actions }: AttentionTableProps) {
  const stepsOf = (order: ListedOrder) =>
    attentionSteps({ order, rights, actions, substitutable: order.items.some(({ size }) => size) })
  return (
    <DataTable
      caption="Orders that need attention"
      rows={orders}
      rowKey={({ orderId }) => orderId}
      empty={empty}
      columns={[
        ...ORDER_COLUMNS,
        { label: "Status", cell: ({ status }) => <StatusBadge status={status} /> },
        {
          label: "What is wrong, and what to do",
          cell: (order) =>
            stepsOf(order).map(({ cause, title, advice, buttons }) => (
              <div key={cause} className={styles.step}>
                <strong>{title}</strong> {advice}
                {buttons}
              </div>
            )),
        },
      ]}
    />
  )
}

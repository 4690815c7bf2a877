import type { ListedOrder } from "@/store/orders/list-orders"
import { Money } from "../ui/money"
import { type AttentionStepsInput, attentionSteps } from "./attention-steps"
import styles from "./attention-table.module.css"
import { DataTable } from "./data-table"
import { itemWords } from "./item-words"
import { StatusBadge } from "./status-badge"
import { TextLink } from "./text-link"
import { When } from "./when"

interface AttentionTableProps extends Pick<AttentionStepsInput, "rights" | "actions"> {
  orders: readonly ListedOrder[]
  empty: string
}

/** The orders that need someone, each with its causes and what may safely be done about them, here and now. */
export function AttentionTable({ orders, empty, rights, actions }: AttentionTableProps) {
  return (
    <DataTable
      caption="Orders that need attention"
      rows={orders}
      rowKey={({ orderId }) => orderId}
      empty={empty}
      columns={[
        {
          label: "Order",
          kind: "code",
          cell: ({ orderId }) => (
            <TextLink href={`/admin/orders/${orderId}`} data-row-link>
              {orderId.slice(0, 10)}
            </TextLink>
          ),
        },
        { label: "Placed", cell: ({ placedAt }) => <When at={placedAt} /> },
        { label: "Buyer", cell: ({ buyer, country }) => [buyer, country].filter(Boolean).join(", ") },
        { label: "Items", cell: ({ items }) => itemWords(items) },
        {
          label: "Total",
          kind: "number",
          cell: ({ totalCents, currency }) => <Money cents={totalCents} currency={currency} />,
        },
        { label: "Status", cell: ({ status }) => <StatusBadge status={status} /> },
        {
          label: "What is wrong, and what to do",
          cell: (order) =>
            attentionSteps({
              order,
              rights,
              actions,
              substitutable: order.items.some(({ size }) => size),
            }).map(({ cause, title, advice, buttons }) => (
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

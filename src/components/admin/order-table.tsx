import { ATTENTION_CAUSES } from "@/store/orders/attention"
import type { ListedOrder } from "@/store/orders/list-orders"
import { DataTable } from "./data-table"
import { ORDER_COLUMNS } from "./order-columns"
import { RowChoice } from "./row-choice"
import { StageDots } from "./stage-dots"
import { StatusBadge } from "./status-badge"

interface OrderTableProps {
  orders: readonly ListedOrder[]
  empty: string
  /** With boxes to take rows by. */
  choosable: boolean
}

export function OrderTable({ orders, empty, choosable }: OrderTableProps) {
  return (
    <DataTable
      caption="Orders"
      rows={orders}
      rowKey={({ orderId }) => orderId}
      empty={empty}
      headColumn={choosable ? 1 : 0}
      columns={[
        ...(choosable
          ? [
              {
                label: "Take",
                cell: ({ orderId }: ListedOrder) => (
                  <RowChoice value={orderId} label={`Take order ${orderId.slice(0, 10)}`} />
                ),
              },
            ]
          : []),
        ...ORDER_COLUMNS,
        {
          label: "Status",
          cell: ({ status, attention }) => (
            <>
              <StatusBadge status={status} />
              {attention.map((cause) => (
                <div key={cause}>{ATTENTION_CAUSES[cause]}</div>
              ))}
            </>
          ),
        },
        { label: "Run", cell: ({ stages }) => <StageDots stages={stages} /> },
      ]}
    />
  )
}

import { ATTENTION_CAUSES } from "@/store/orders/attention"
import type { ListedOrder } from "@/store/orders/list-orders"
import { Money } from "../ui/money"
import { DataTable } from "./data-table"
import { itemWords } from "./item-words"
import { RowChoice } from "./row-choice"
import { StageDots } from "./stage-dots"
import { StatusBadge } from "./status-badge"
import { TextLink } from "./text-link"
import { When } from "./when"

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
        {
          label: "Buyer",
          cell: ({ buyer, country }) => [buyer, country].filter(Boolean).join(", "),
        },
        {
          label: "Items",
          cell: ({ items }) => itemWords(items),
        },
        {
          label: "Total",
          kind: "number",
          cell: ({ totalCents, currency }) => <Money cents={totalCents} currency={currency} />,
        },
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

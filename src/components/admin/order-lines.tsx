import type { OrderLineRow } from "@/store/orders/queries"
import { Money } from "../ui/money"
import { DataTable } from "./data-table"

interface OrderLinesProps {
  lines: readonly OrderLineRow[]
  currency: string
}

export function OrderLines({ lines, currency }: OrderLinesProps) {
  return (
    <DataTable
      caption="Items"
      rows={lines}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          label: "Item",
          cell: ({ productName, color, size }) => [productName, color, size].filter(Boolean).join(", "),
        },
        { label: "Sku", kind: "code", cell: ({ sku }) => sku },
        { label: "Units", kind: "number", cell: ({ quantity }) => quantity },
        {
          label: "Each",
          kind: "number",
          cell: ({ unitPriceCents }) => <Money cents={unitPriceCents} currency={currency} />,
        },
        {
          label: "Together",
          kind: "number",
          cell: ({ amountTotalCents }) => <Money cents={amountTotalCents} currency={currency} />,
        },
      ]}
    />
  )
}

import type { StockRow } from "@/store/inventory/stock-queries"
import { Badge } from "../ui/badge"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

interface StockTableProps {
  rows: readonly StockRow[]
  /** At or under this many free units, a variant is low. */
  lowAt: number
  empty: string
}

export function StockTable({ rows, lowAt, empty }: StockTableProps) {
  return (
    <DataTable
      caption="Stock"
      rows={rows}
      rowKey={({ variantId }) => variantId}
      empty={empty}
      columns={[
        {
          label: "Item",
          cell: ({ productId, productName }) => (
            <TextLink href={`/admin/products/${productId}`}>{productName}</TextLink>
          ),
        },
        { label: "Colour", cell: ({ color }) => color },
        { label: "Size", cell: ({ size }) => size },
        { label: "Sku", kind: "code", cell: ({ sku }) => sku },
        { label: "On the shelf", kind: "number", cell: ({ stock }) => stock },
        { label: "In checkouts", kind: "number", cell: ({ held }) => held || "" },
        {
          label: "Free to sell",
          kind: "number",
          cell: ({ stock, held }) => {
            const free = Math.max(stock - held, 0)
            return (
              <>
                {free === 0 ? (
                  <Badge tone="failed">out</Badge>
                ) : (
                  free <= lowAt && <Badge tone="accent">low</Badge>
                )}{" "}
                <strong>{free}</strong>
              </>
            )
          },
        },
        { label: "Moved", cell: ({ updatedAt }) => <When at={updatedAt} /> },
        {
          label: "Why",
          cell: ({ variantId, productName, color, size }) => (
            <TextLink
              href={`/admin/inventory/ledger?variant=${variantId}`}
              aria-label={`Ledger of ${[productName, color, size].filter(Boolean).join(" ")}`}
              data-row-link
            >
              Ledger
            </TextLink>
          ),
        },
      ]}
    />
  )
}

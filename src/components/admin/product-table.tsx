import type { DeskProduct } from "@/store/catalog/desk-queries"
import { Badge } from "../ui/badge"
import { Money } from "../ui/money"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

export function ProductTable({ products, empty }: { products: readonly DeskProduct[]; empty: string }) {
  return (
    <DataTable
      caption="Products"
      rows={products}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          label: "Product",
          cell: ({ id, name }) => (
            <TextLink href={`/admin/products/${id}`} data-row-link>
              {name}
            </TextLink>
          ),
        },
        { label: "Type", cell: ({ type }) => type },
        { label: "Sku", kind: "code", cell: ({ sku }) => sku },
        {
          label: "Price",
          kind: "number",
          cell: ({ priceCents }) => <Money cents={priceCents} currency="usd" />,
        },
        { label: "Variants", kind: "number", cell: ({ variants }) => variants },
        {
          label: "Free to sell",
          kind: "number",
          cell: ({ id, free }) => <TextLink href={`/admin/inventory/ledger?product=${id}`}>{free}</TextLink>,
        },
        { label: "Shown", cell: ({ featured }) => featured && <Badge tone="muted">featured</Badge> },
        { label: "Changed", cell: ({ updatedAt }) => <When at={updatedAt} /> },
      ]}
    />
  )
}

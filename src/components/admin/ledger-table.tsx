import { MODE_WORDS } from "@/store/inventory/explain-stock"
import type { LedgerRow } from "@/store/inventory/stock-queries"
import { DataTable } from "./data-table"
import { signed } from "./signed"
import { TextLink } from "./text-link"
import { When } from "./when"

export function LedgerTable({ rows }: { rows: readonly LedgerRow[] }) {
  return (
    <DataTable
      caption="Stock movements"
      rows={rows}
      rowKey={({ id }) => id}
      empty="No movement fits."
      headColumn={1}
      columns={[
        { label: "When", cell: ({ createdAt }) => <When at={createdAt} /> },
        {
          label: "Item",
          cell: ({ variantId, productName, color, size }) => (
            <TextLink href={`/admin/inventory/ledger?variant=${variantId}`}>
              {[productName, color, size].filter(Boolean).join(", ")}
            </TextLink>
          ),
        },
        { label: "What", cell: ({ mode }) => MODE_WORDS[mode] },
        { label: "Before", kind: "number", cell: ({ previousStock }) => previousStock },
        { label: "Change", kind: "number", cell: ({ quantityChange }) => signed(quantityChange) },
        { label: "After", kind: "number", cell: ({ newStock }) => <strong>{newStock}</strong> },
        {
          label: "Why",
          cell: ({ reason, note, orderId }) => (
            <>
              {[reason, note].filter(Boolean).join(". ")}{" "}
              {orderId && <TextLink href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</TextLink>}
            </>
          ),
        },
        { label: "By", cell: ({ actor }) => actor },
        {
          label: "Batch",
          kind: "code",
          cell: ({ batchId }) => (
            <TextLink href={`/admin/inventory/ledger?batch=${encodeURIComponent(batchId)}`}>
              {batchId.slice(0, 10)}
            </TextLink>
          ),
        },
      ]}
    />
  )
}

import type { InventoryPlan } from "@/store/inventory/inventory-update"
import { Notice } from "../ui/notice"
import { DataTable } from "./data-table"
import { signed } from "./signed"

/** What an update would do: each variant's stock before and after, and whatever is wrong with it. */
export function PlanTable({ plan }: { plan: InventoryPlan }) {
  return (
    <>
      {plan.issues.map(({ severity, message }) => (
        <Notice key={message} tone={severity === "error" ? "error" : "info"} title={message} />
      ))}
      {plan.items.length > 0 && (
        <DataTable
          caption="What would change"
          rows={plan.items}
          rowKey={({ variantId }) => variantId}
          columns={[
            {
              label: "Item",
              cell: ({ productName, color, size }) => [productName, color, size].filter(Boolean).join(", "),
            },
            { label: "Now", kind: "number", cell: ({ previousStock }) => previousStock },
            { label: "Change", kind: "number", cell: ({ quantityChange }) => signed(quantityChange) },
            { label: "Then", kind: "number", cell: ({ newStock }) => <strong>{newStock}</strong> },
          ]}
        />
      )}
    </>
  )
}

import type { ParsedRow } from "@/store/inventory/preview-inventory-document"
import { DataTable } from "./data-table"

/** Every line that was read, with the variant that it means or the reason why it means none. */
export function ImportRows({ rows }: { rows: readonly ParsedRow[] }) {
  return (
    <DataTable
      caption="Lines of the document"
      rows={rows}
      rowKey={({ line, size, color }) => `${line}:${size}:${color}`}
      columns={[
        { label: "Line", kind: "number", cell: ({ line }) => line },
        { label: "As it stands there", cell: ({ text }) => text },
        { label: "Units", kind: "number", cell: ({ quantity }) => quantity ?? "?" },
        {
          label: "Means",
          kind: "code",
          cell: ({ matchedVariantId, problem }) => (problem ? "nothing" : matchedVariantId),
        },
        { label: "Problem", cell: ({ problem }) => problem },
      ]}
    />
  )
}

import { LINES_KEPT_DAYS } from "@/store/imports/import-run"
import type { ReviewRow } from "@/store/imports/row-queries"
import { DataTable } from "./data-table"

/** Lines as they were read: the variant that each means and what becomes of it, or the reason why it counts nothing. */
export function ImportRows({ rows, cleared }: { rows: readonly ReviewRow[]; cleared: boolean }) {
  return (
    <DataTable
      caption="Lines of the document"
      empty={
        cleared
          ? `Lines are kept for ${LINES_KEPT_DAYS} days after an import is over. The ledger keeps what it changed.`
          : "There is no such line."
      }
      rows={rows}
      rowKey={({ position }) => String(position)}
      columns={[
        { label: "Line", kind: "number", cell: ({ line }) => line },
        { label: "As it stands there", cell: ({ text }) => text },
        { label: "Units", kind: "number", cell: ({ quantity }) => quantity ?? "?" },
        {
          label: "Means",
          cell: ({ problem, productName, color, size }) =>
            problem ? "nothing" : [productName, color, size].filter(Boolean).join(", "),
        },
        { label: "Now", kind: "number", cell: ({ problem, expectedStock }) => !problem && expectedStock },
        {
          label: "Then",
          kind: "number",
          cell: ({ problem, newStock }) => !problem && newStock !== null && <strong>{newStock}</strong>,
        },
        { label: "Problem", cell: ({ problem, remark }) => problem ?? remark },
      ]}
    />
  )
}

import type { ImportRunRow } from "@/store/imports/queries"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

/** The documents that were handed in, newest first. */
export function ImportTable({ runs }: { runs: readonly ImportRunRow[] }) {
  return (
    <DataTable
      caption="Handed in"
      rows={runs}
      rowKey={({ id }) => id}
      empty="Nothing was handed in yet."
      columns={[
        {
          label: "Document",
          cell: ({ id, sourceName }) => <TextLink href={`/admin/imports/${id}`}>{sourceName}</TextLink>,
        },
        { label: "State", cell: ({ state }) => state },
        { label: "Lines", kind: "number", cell: ({ rowsRead }) => rowsRead },
        { label: "By", cell: ({ requestedBy }) => requestedBy },
        { label: "When", cell: ({ createdAt }) => <When at={createdAt} /> },
        { label: "Outcome", cell: ({ message }) => message },
      ]}
    />
  )
}

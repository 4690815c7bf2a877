import { DataTable } from "./data-table"
import { TextLink } from "./text-link"

interface Moved {
  readonly orderId: string
  readonly result: "done" | "waiting" | "refused"
  readonly message: string
}

const WORDS = { done: "Done", waiting: "Under way", refused: "Refused" } as const

/** What became of each order that was to be moved on. */
export function MovedTable({ moved }: { moved: readonly Moved[] }) {
  return (
    <DataTable
      caption="What became of each"
      rows={moved}
      rowKey={({ orderId }) => orderId}
      columns={[
        {
          label: "Order",
          kind: "code",
          cell: ({ orderId }) => (
            <TextLink href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</TextLink>
          ),
        },
        { label: "Result", cell: ({ result }) => WORDS[result] },
        { label: "Why", cell: ({ message }) => message },
      ]}
    />
  )
}

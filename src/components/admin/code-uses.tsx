import type { listDiscountUses } from "@/store/discounts/desk-queries"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

const WORDS = { held: "a checkout holds it", redeemed: "redeemed", returned: "given back" } as const

export function CodeUses({ uses }: { uses: Awaited<ReturnType<typeof listDiscountUses>> }) {
  return (
    <DataTable
      caption="Orders with this code"
      rows={uses}
      rowKey={({ orderId }) => orderId}
      empty="Nobody has used it yet."
      columns={[
        {
          label: "Order",
          kind: "code",
          cell: ({ orderId, state }) =>
            state === "redeemed" ? (
              <TextLink href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</TextLink>
            ) : (
              orderId.slice(0, 10)
            ),
        },
        { label: "Use", cell: ({ state }) => WORDS[state] },
        { label: "Since", cell: ({ updatedAt }) => <When at={updatedAt} /> },
      ]}
    />
  )
}

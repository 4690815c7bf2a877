import type { Pick } from "@/store/orders/list-picks"
import { DataTable } from "./data-table"
import styles from "./packing-slip.module.css"
import { TextLink } from "./text-link"

/** One walk along the shelf for many orders: how many of what, with a box to tick on paper. */
export function PickList({ picks }: { picks: readonly Pick[] }) {
  return (
    <DataTable
      caption="Pick list"
      rows={picks}
      rowKey={({ variantId }) => variantId}
      headColumn={2}
      columns={[
        { label: "Taken", cell: () => <span className={styles.box} /> },
        { label: "Units", kind: "number", cell: ({ units }) => <strong>{units}</strong> },
        { label: "Item", cell: ({ productName }) => productName },
        { label: "Colour", cell: ({ color }) => color },
        { label: "Size", cell: ({ size }) => size },
        { label: "Sku", kind: "code", cell: ({ sku }) => sku },
        {
          label: "For",
          kind: "facts",
          cell: ({ orders }) =>
            orders.map(({ orderId, units }) => (
              <div key={orderId}>
                {units}× <TextLink href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</TextLink>
              </div>
            )),
        },
      ]}
    />
  )
}

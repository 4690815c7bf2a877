import type { ListedOrder } from "@/store/orders/list-orders"
import { Money } from "../ui/money"
import type { Column } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

/** What every table of orders says first: which, when, whose, what and how much. */
export const ORDER_COLUMNS: readonly Column<ListedOrder>[] = [
  {
    label: "Order",
    kind: "code",
    cell: ({ orderId }) => (
      <TextLink href={`/admin/orders/${orderId}`} data-row-link>
        {orderId.slice(0, 10)}
      </TextLink>
    ),
  },
  { label: "Placed", cell: ({ placedAt }) => <When at={placedAt} /> },
  { label: "Buyer", cell: ({ buyer, country }) => [buyer, country].filter(Boolean).join(", ") },
  {
    label: "Items",
    cell: ({ items }) =>
      items
        .map(({ name, color, size, quantity }) =>
          [`${quantity}×`, name, color, size].filter(Boolean).join(" "),
        )
        .join(", "),
  },
  {
    label: "Total",
    kind: "number",
    cell: ({ totalCents, currency }) => <Money cents={totalCents} currency={currency} />,
  },
]

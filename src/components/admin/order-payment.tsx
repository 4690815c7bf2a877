import type { AdminOrder } from "@/store/orders/get-admin-order"
import { CANCEL_REASONS, REFUND_REASONS } from "@/store/orders/order"
import { Money } from "../ui/money"
import { DataTable } from "./data-table"
import { Facts } from "./facts"
import { TextLink } from "./text-link"
import { When } from "./when"

/** What was priced, what the provider captured, what went back. */
export function OrderPayment({ order }: { order: AdminOrder }) {
  const { currency } = order
  const amount = (cents: number) => <Money cents={cents} currency={currency} />
  return (
    <>
      <Facts
        facts={[
          { label: "Items", value: amount(order.subtotalCents) },
          {
            label: "Discount",
            value: order.discountCode && (
              <>
                −{amount(order.discountCents)}{" "}
                <TextLink href={`/admin/discounts?q=${encodeURIComponent(order.discountCode)}`}>
                  {order.discountCode}
                </TextLink>
              </>
            ),
          },
          { label: "Shipping", value: order.shippingCents > 0 && amount(order.shippingCents) },
          { label: "Tax", value: order.taxCents > 0 && amount(order.taxCents) },
          { label: "Total", value: <strong>{amount(order.totalCents)}</strong> },
          {
            label: "Captured",
            value:
              order.capturedCents === null
                ? order.sessionId && "not confirmed yet"
                : amount(order.capturedCents),
          },
          { label: "Gone back", value: order.refundedCents > 0 && amount(order.refundedCents) },
          { label: "Session", value: order.sessionId ?? "none: nothing was to pay" },
          { label: "Payment", value: order.paymentIntentId },
        ]}
      />
      {order.refunds.length > 0 && (
        <DataTable
          caption="Refunds"
          rows={order.refunds}
          rowKey={({ id }) => id}
          columns={[
            { label: "Refund", cell: ({ amountCents }) => amount(amountCents) },
            { label: "Why", cell: ({ reason }) => reasonText(reason) },
            { label: "By", cell: ({ requestedBy }) => requestedBy },
            {
              label: "At the provider",
              cell: ({ refundedAt }) => (refundedAt ? <When at={refundedAt} /> : "not yet"),
            },
          ]}
        />
      )}
    </>
  )
}

const REASONS: Readonly<Record<string, string>> = { ...CANCEL_REASONS, ...REFUND_REASONS }

function reasonText(reason: string): string {
  return REASONS[reason] ?? reason
}

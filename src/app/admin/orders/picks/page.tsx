import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { PickList } from "@/components/admin/pick-list"
import { PrintButton } from "@/components/admin/print-button"
import { openDesk } from "@/http/desk"
import { listPicks } from "@/store/orders/list-picks"
import { orderIdsOf } from "../order-ids"

export const metadata: Metadata = { title: "Pick list" }

interface Props {
  searchParams: Promise<{ id?: string | string[] }>
}

export default async function PicksPage({ searchParams }: Props) {
  const { ctx } = await openDesk("orders:read", "/admin/orders")
  const { orders, units, picks } = await listPicks(ctx, orderIdsOf((await searchParams).id))
  return (
    <>
      <DeskHeading
        title="Pick list"
        up={{ href: "/admin/orders", label: "Orders" }}
        lead={
          orders === 0
            ? "Take some orders in the list first; those that were cancelled or have shipped need nothing."
            : `${units} ${units === 1 ? "piece" : "pieces"} for ${orders === 1 ? "one order" : `${orders} orders`}.`
        }
        actions={picks.length > 0 && <PrintButton />}
      />
      {picks.length > 0 && <PickList picks={picks} />}
    </>
  )
}

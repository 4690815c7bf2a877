import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { PackForm } from "@/components/admin/pack-form"
import { openDesk } from "@/http/desk"
import { packOrders } from "../move-actions"
import { orderIdsOf } from "../order-ids"

export const metadata: Metadata = { title: "Mark packed" }

interface Props {
  searchParams: Promise<{ id?: string | string[] }>
}

export default async function BulkPage({ searchParams }: Props) {
  await openDesk("orders:write", "/admin/orders")
  const orderIds = orderIdsOf((await searchParams).id)
  return (
    <>
      <DeskHeading
        title="Mark packed"
        up={{ href: "/admin/orders", label: "Orders" }}
        lead={
          orderIds.length === 0
            ? "Take some orders in the list first."
            : "Each order is moved on by its own durable run. Those that cannot be are named, with the reason."
        }
      />
      {orderIds.length > 0 && <PackForm orderIds={orderIds} action={packOrders} />}
    </>
  )
}

import type { Metadata } from "next"
import { AdminClient } from "@/components/order/AdminClient"
import { openDesk } from "@/http/desk"
import { listTrackerOrders } from "@/store/orders/list-tracker-orders"

export const metadata: Metadata = { title: "Live orders" }

export default async function TrackerPage() {
  const { ctx } = await openDesk("desk:read", "/admin/tracker")
  return <AdminClient initial={await listTrackerOrders(ctx)} />
}

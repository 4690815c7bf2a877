import type { Metadata } from "next"
import { AdminClient } from "@/components/order/AdminClient"
import { openDesk } from "@/http/desk"
import { listTrackerOrders } from "@/store/orders/list-tracker-orders"

export const metadata: Metadata = { title: "Live orders" }

interface Props {
  searchParams: Promise<{ screen?: string }>
}

export default async function TrackerPage({ searchParams }: Props) {
  const { ctx } = await openDesk("desk:read", "/admin/tracker")
  const { screen } = await searchParams
  return <AdminClient initial={await listTrackerOrders(ctx)} screen={screen === "1"} />
}

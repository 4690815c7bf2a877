import type { Metadata } from "next"
import { connection } from "next/server"
import { AdminClient } from "@/components/order/AdminClient"
import { listTrackerOrders } from "@/store/orders/list-tracker-orders"
import { contextFor } from "@/wiring"

export const metadata: Metadata = { title: "Live orders" }

export default async function AdminPage() {
  await connection()
  return <AdminClient initial={await listTrackerOrders(await contextFor({ kind: "shopper" }))} />
}

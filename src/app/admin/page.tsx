import type { Metadata } from "next"
import { connection } from "next/server"
import { AdminClient } from "@/components/order/AdminClient"
import { currentOperator, deskOf } from "@/http/desk"
import { listTrackerOrders } from "@/store/orders/list-tracker-orders"
import { contextFor, getShop } from "@/wiring"
import { OverviewPage } from "./overview"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentOperator()) ? "Overview" : "Live orders" }
}

/** Strangers watch the orders run; operators see their desk. */
export default async function AdminPage() {
  await connection()
  const operator = await currentOperator()
  if (operator) return <OverviewPage desk={deskOf(await getShop(), operator)} />
  return <AdminClient initial={await listTrackerOrders(await contextFor({ kind: "shopper" }))} />
}

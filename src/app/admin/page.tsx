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
export default async function AdminPage({ searchParams }: { searchParams: Promise<{ screen?: string }> }) {
  await connection()
  const operator = await currentOperator()
  if (operator) return <OverviewPage desk={deskOf(await getShop(), operator)} />
  const orders = await listTrackerOrders(await contextFor({ kind: "shopper" }))
  return <AdminClient initial={orders} screen={(await searchParams).screen === "1"} />
}

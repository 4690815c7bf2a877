import type { Metadata } from "next"
import { cookies } from "next/headers"
import { notFound } from "next/navigation"
import { OrderStatusClient } from "@/components/order/OrderStatusClient"
import { StoreError } from "@/errors"
import { findCookie } from "@/http/cookies"
import { isUnlocked } from "@/http/order-cookie"
import { ORDER_ID } from "@/store/identifiers"
import { getOrderView } from "@/store/orders/get-order-view"
import type { OrderView } from "@/store/orders/order-view"
import { getShop } from "@/wiring"

export const metadata: Metadata = { title: "Order", robots: { index: false }, referrer: "same-origin" }

interface Props {
  params: Promise<{ orderId: string }>
}

export default async function OrderPage({ params }: Props) {
  const { orderId } = await params
  const view = ORDER_ID.test(orderId) ? await findView(orderId) : undefined
  if (!view) notFound()
  return <OrderStatusClient initial={view} />
}

/** Masked for everyone but the browser that holds this very order's cookie. */
async function findView(orderId: string): Promise<OrderView | undefined> {
  const jar = await cookies()
  const shop = await getShop()
  const unlocked = isUnlocked(shop.vault, orderId, (name) => findCookie(jar, name))
  try {
    return await getOrderView(shop.contextFor({ kind: "shopper" }), orderId, unlocked)
  } catch (error) {
    if (error instanceof StoreError && error.type === "NOT_FOUND") return undefined
    throw error
  }
}

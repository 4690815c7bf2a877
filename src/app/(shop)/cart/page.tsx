import type { Metadata } from "next"
import { cookies } from "next/headers"
import { CartView } from "@/components/storefront/cart-view"
import { Band } from "@/components/ui/band"
import { PageHeading } from "@/components/ui/page-heading"
import { CART_COOKIE, readCart } from "@/http/cart-cookie"
import { findCookie } from "@/http/cookies"
import { viewCart } from "@/store/cart/view-cart"
import { contextFor } from "@/wiring"

export const metadata: Metadata = { title: "Cart", robots: { index: false } }

export default async function CartPage() {
  const items = readCart(findCookie(await cookies(), CART_COOKIE))
  const cart = await viewCart(await contextFor({ kind: "shopper" }), items)
  return (
    <Band labelledBy="cart-heading" padded>
      <PageHeading id="cart-heading" title="Cart" />
      <CartView initial={cart} />
    </Band>
  )
}

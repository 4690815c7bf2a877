import type { Metadata } from "next"
import { cookies, headers } from "next/headers"
import { redirect } from "next/navigation"
import { CheckoutPanel } from "@/components/storefront/checkout-panel"
import { Band } from "@/components/ui/band"
import { Notice } from "@/components/ui/notice"
import { PageHeading } from "@/components/ui/page-heading"
import { CART_COOKIE, readCart } from "@/http/cart-cookie"
import { CHECKOUT_COOKIE, readCheckout } from "@/http/checkout-cookie"
import { findCookie } from "@/http/cookies"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { reviewCheckout } from "@/store/cart/review-checkout"
import { findHeldCheckout } from "@/store/orders/find-held-checkout"
import { getShop } from "@/wiring"
import { PROBLEMS } from "./problems"

export const metadata: Metadata = { title: "Checkout", robots: { index: false } }

interface Props {
  searchParams: Promise<{ code?: string | string[]; problem?: string | string[] }>
}

export default async function CheckoutPage({ searchParams }: Props) {
  const query = await searchParams
  const code = typeof query.code === "string" ? query.code.slice(0, 64) : undefined
  const guessing = code !== undefined && !(await mayTryCode())
  const problem = typeof query.problem === "string" ? PROBLEMS[query.problem] : undefined
  const notice = guessing ? PROBLEMS.RATE_LIMITED : problem
  const jar = await cookies()
  const shop = await getShop()
  const ctx = shop.contextFor({ kind: "shopper" })
  const items = readCart(findCookie(jar, CART_COOKIE))
  const earlier = readCheckout(shop.vault, findCookie(jar, CHECKOUT_COOKIE))
  const held = earlier ? await findHeldCheckout(ctx, earlier) : undefined
  const review = await reviewCheckout(ctx, {
    items,
    discountCode: guessing ? undefined : code,
  })
  if (review.cart.lines.length === 0) redirect("/cart")
  return (
    <Band labelledBy="checkout-heading" padded>
      <PageHeading id="checkout-heading" title="Checkout" />
      <CheckoutPanel
        lines={review.cart.lines}
        currency={review.cart.currency}
        subtotalCents={review.cart.subtotalCents}
        discount={review.discount}
        totalCents={review.totalCents}
        discountAction="/checkout/discount"
        removeDiscountAction="/checkout/discount"
        {...(review.refused ? { refused: review.refused } : {})}
        checkoutAction="/checkout/start"
        blocked={review.cart.lines.some((line) => line.problem)}
        {...(held ? { held: { until: held.expiresAt.toISOString(), secondsLeft: held.secondsLeft } } : {})}
        notice={notice && <Notice tone="error" title={notice} />}
      />
    </Band>
  )
}

async function mayTryCode(): Promise<boolean> {
  return countCaller(RATE_LIMITS.discountCode, { headers: new Headers(await headers()) }).then(
    () => true,
    () => false,
  )
}

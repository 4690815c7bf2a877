import { StoreError } from "@/errors"
import { CART_COOKIE, readCart } from "@/http/cart-cookie"
import { CHECKOUT_COOKIE, checkoutCookie, readCheckout } from "@/http/checkout-cookie"
import { readCookies } from "@/http/cookies"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { startCheckout } from "@/store/orders/start-checkout"

/** The checkout page's button: a plain form post that ends at the provider, or back on the page with the reason. */
export const POST = route("same-origin", async ({ request, shop, ctx }) => {
  await countCaller(RATE_LIMITS.checkout, request)
  const { appOrigin } = shop.config
  const cookies = readCookies(request)
  const discountCode = (await readForm(request)).get("discountCode")?.trim() || undefined
  try {
    const items = readCart(cookies.get(CART_COOKIE))
    if (items.length === 0) return seeOther(`${appOrigin}/cart`)
    const replaces = readCheckout(shop.vault, cookies.get(CHECKOUT_COOKIE))
    const { orderId, url } = await startCheckout(ctx, { items, discountCode, replaces })
    return seeOther(url, { "set-cookie": checkoutCookie(shop.vault, appOrigin, orderId) })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const query = new URLSearchParams({
      problem: error.type,
      ...(discountCode ? { code: discountCode } : {}),
    })
    return seeOther(`${appOrigin}/checkout?${query}`)
  }
})

function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", ...headers } })
}

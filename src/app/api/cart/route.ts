import { CART_COOKIE, readCart } from "@/http/cart-cookie"
import { readCookies } from "@/http/cookies"
import { route } from "@/http/route"
import { viewCart } from "@/store/cart/view-cart"

export const GET = route("public", async ({ request, ctx }) => {
  const items = readCart(readCookies(request).get(CART_COOKIE))
  return Response.json(await viewCart(ctx, items), { headers: { "cache-control": "no-store" } })
})

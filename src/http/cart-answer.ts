import type { CartItem } from "../store/cart/cart"
import { viewCart } from "../store/cart/view-cart"
import { cartCookie } from "./cart-cookie"
import type { RouteInput } from "./route"

/** After a change of the cart: its JSON for a script, the cart page for a form. Both get the new cookie. */
export async function cartAnswer(
  { request, shop, ctx }: Pick<RouteInput<unknown>, "request" | "shop" | "ctx">,
  items: readonly CartItem[],
): Promise<Response> {
  const { appOrigin } = shop.config
  const headers = { "set-cookie": cartCookie(items, appOrigin), "cache-control": "no-store" }
  if (request.headers.get("accept")?.includes("application/json")) {
    return Response.json(await viewCart(ctx, items), { headers })
  }
  return new Response(null, { status: 303, headers: { ...headers, location: `${appOrigin}/cart` } })
}

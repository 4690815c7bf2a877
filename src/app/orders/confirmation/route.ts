import { z } from "zod"
import { StoreError } from "@/errors"
import { cartCookie } from "@/http/cart-cookie"
import { unlockCookie } from "@/http/order-cookie"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { route } from "@/http/route"
import { ORDER_ID } from "@/store/identifiers"
import { confirmCheckout } from "@/store/orders/confirm-checkout"
import { drainOutbox } from "@/wiring"

const querySchema = z.object({ ord: z.string().regex(ORDER_ID), session_id: z.string().min(1).max(256) })

/**
 * Where the provider sends the buyer back. Once the provider has vouched for the session, this browser may see
 * the order unmasked, the cart is empty, and the order's own page takes over. Anyone else gets the masked page.
 */
export const GET = route("public", async ({ request, shop }) => {
  await countCaller(RATE_LIMITS.unlock, request)
  const { appOrigin } = shop.config
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return redirectTo(`${appOrigin}/orders/unknown`)
  const { ord: orderId, session_id: sessionId } = query.data
  const headers = new Headers()
  try {
    const ctx = shop.contextFor({ kind: "system", id: "confirmation-page" })
    const { state } = await confirmCheckout(ctx, { orderId, sessionId })
    drainOutbox(shop)
    if (state === "paid") headers.append("set-cookie", unlockCookie(shop.vault, appOrigin, orderId))
    headers.append("set-cookie", cartCookie([], appOrigin))
  } catch (error) {
    if (!(error instanceof StoreError) || error.type !== "NOT_FOUND") throw error
  }
  return redirectTo(`${appOrigin}/orders/${orderId}`, headers)
})

function redirectTo(location: string, headers = new Headers()): Response {
  headers.set("location", location)
  headers.set("cache-control", "no-store")
  return new Response(null, { status: 303, headers })
}

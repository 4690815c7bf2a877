import { StoreError } from "@/errors"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { requireOwnOrder } from "@/http/require-own-order"
import { route } from "@/http/route"
import { awaitOrderStatus } from "@/store/orders/await-order-status"
import { cancelOwnOrder } from "@/store/orders/cancel-own-order"
import { drainOutbox } from "@/wiring"

/** The button on the buyer's own order page: only the browser that paid may cancel, and only until it is packed. */
export const POST = route("same-origin", async ({ request, shop, ctx }) => {
  await countCaller(RATE_LIMITS.checkout, request)
  const orderId = requireOwnOrder(request, shop.vault, await readForm(request))
  const location = `${shop.config.appOrigin}/orders/${orderId}`
  try {
    const { requestId } = await cancelOwnOrder(ctx, orderId)
    drainOutbox(shop)
    await awaitOrderStatus(ctx, requestId)
  } catch (error) {
    // The page shows why: by now the order is packed, shipped or cancelled.
    if (!(error instanceof StoreError && error.type === "CONFLICT")) throw error
  }
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
})

import { StoreError } from "@/errors"
import { readCookies } from "@/http/cookies"
import { isUnlocked } from "@/http/order-cookie"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { ORDER_ID } from "@/store/identifiers"
import { awaitOrderStatus } from "@/store/orders/await-order-status"
import { cancelOwnOrder } from "@/store/orders/cancel-own-order"
import { drainOutbox } from "@/wiring"

/** The button on the buyer's own order page: only the browser that paid may cancel, and only until it is packed. */
export const POST = route("same-origin", async ({ request, shop, ctx }) => {
  await countCaller(RATE_LIMITS.checkout, request)
  const orderId = (await readForm(request)).get("orderId") ?? ""
  const cookies = readCookies(request)
  if (!ORDER_ID.test(orderId) || !isUnlocked(shop.vault, orderId, (name) => cookies.get(name))) {
    throw new StoreError("FORBIDDEN", "Only the browser that paid can cancel the order.", {
      userAction: "Open the order in that browser, or write to the store.",
    })
  }
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

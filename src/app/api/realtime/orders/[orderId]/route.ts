import { readCookies } from "@/http/cookies"
import { liveStream } from "@/http/live-feed"
import { isUnlocked } from "@/http/order-cookie"
import { route } from "@/http/route"
import { getOrderView } from "@/store/orders/get-order-view"

/** The order's page, live: `order` events, each the whole view as this browser may see it. */
export const GET = route<{ orderId: string }>("public", async ({ request, params, shop, ctx }) => {
  const { orderId } = params
  const cookies = readCookies(request)
  const unlocked = isUnlocked(shop.vault, orderId, (name) => cookies.get(name))
  await getOrderView(ctx, orderId, unlocked)
  return liveStream(shop.live, request, {
    key: `order:${orderId}:${unlocked ? "unlocked" : "masked"}`,
    topic: `order:${orderId}`,
    load: async () => {
      const view = await getOrderView(ctx, orderId, unlocked)
      return { version: String(view.version), event: "order", data: view }
    },
  })
})

import { createHash } from "node:crypto"
import { liveStream } from "@/http/live-feed"
import { route } from "@/http/route"
import { listTrackerOrders } from "@/store/orders/list-tracker-orders"

/** The public tracker, live: `orders` events, each the newest orders without personal data. */
export const GET = route("public", async ({ request, shop, ctx }) =>
  liveStream(shop.live, request, {
    key: "tracker",
    topic: "tracker",
    load: async () => {
      const orders = await listTrackerOrders(ctx)
      const state = orders.map(({ orderId, version }) => `${orderId}/${version}`).join()
      const version = createHash("sha256").update(state).digest("base64url")
      return { version, event: "orders", data: { orders } }
    },
  }),
)

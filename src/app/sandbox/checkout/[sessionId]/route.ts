import { StoreError } from "@/errors"
import { route } from "@/http/route"
import type { Shop } from "@/wiring"

/** The payment sandbox's hosted page. With a Stripe account there is no such page. */
export const GET = route<{ sessionId: string }>("public", ({ request, params, shop }) =>
  pagesOf(shop).render(params.sessionId, new URL(request.url)),
)

export const POST = route<{ sessionId: string }>("same-origin", ({ request, params, shop }) =>
  pagesOf(shop).submit(params.sessionId, request),
)

function pagesOf(shop: Shop) {
  if (!shop.payments.sandbox) throw new StoreError("NOT_FOUND", "There is no payment sandbox here.")
  return shop.payments.sandbox.pages
}

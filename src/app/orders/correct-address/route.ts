import { StoreError } from "@/errors"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { refuseUnusableText } from "@/http/refuse-unusable-text"
import { requireOwnOrder } from "@/http/require-own-order"
import { route } from "@/http/route"
import { correctAddress } from "@/store/orders/correct-address"
import { addressCorrectionSchema } from "@/store/orders/order-request"
import { drainOutbox } from "@/wiring"

/** The form on the buyer's own order page, until the order is packed. */
export const POST = route("same-origin", async ({ request, shop, ctx }) => {
  await countCaller(RATE_LIMITS.checkout, request)
  const form = await readForm(request)
  const orderId = requireOwnOrder(request, shop.vault, form)
  const { orderId: _, ...fields } = Object.fromEntries(form)
  refuseUnusableText(fields)
  try {
    await correctAddress(ctx, { orderId, ...addressCorrectionSchema.parse(fields) })
    drainOutbox(shop)
  } catch (error) {
    // The page shows why: by now the order is packed, shipped or cancelled.
    if (!(error instanceof StoreError && error.type === "CONFLICT")) throw error
  }
  const location = `${shop.config.appOrigin}/orders/${orderId}`
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
})

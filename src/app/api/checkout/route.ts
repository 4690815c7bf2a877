import { z } from "zod"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readJson } from "@/http/read-body"
import { route } from "@/http/route"
import { cartItemsSchema } from "@/store/cart/cart"
import { startCheckout } from "@/store/orders/start-checkout"

const bodySchema = z.strictObject({
  items: cartItemsSchema,
  discountCode: z.string().trim().min(1).max(64).optional(),
})

export const POST = route("public", async ({ request, ctx }) => {
  await countCaller(RATE_LIMITS.checkout, request)
  const { orderId, url } = await startCheckout(ctx, bodySchema.parse(await readJson(request)))
  return Response.json({ url, orderId })
})

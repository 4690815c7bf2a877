import { z } from "zod"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readJson } from "@/http/read-body"
import { route } from "@/http/route"
import { cartItemsSchema } from "@/store/cart/cart"
import { priceCart } from "@/store/cart/price-cart"
import { findUsableDiscount } from "@/store/discounts/find-usable-discount"

const bodySchema = z.strictObject({ code: z.string().trim().min(1).max(64), items: cartItemsSchema })

export const POST = route("public", async ({ request, ctx }) => {
  await countCaller(RATE_LIMITS.discountCode, request)
  const { code, items } = bodySchema.parse(await readJson(request))
  const quote = await priceCart(ctx, { items, discountCode: code })
  const discount = await findUsableDiscount(ctx, code)
  return Response.json({
    discount: {
      code: discount.code,
      label: discount.label,
      type: discount.type,
      discountCents: quote.discount?.amountCents ?? 0,
      amountOffCents: discount.amountOffCents,
      percentOff: discount.percentOff,
    },
    subtotalCents: quote.subtotalCents,
    totalAfterDiscountCents: quote.totalCents,
  })
})

import { z } from "zod"
import { generateDiscount, generateDiscountSchema } from "../../store/discounts/generate-discount"
import { defineOperation } from "../operation"
import { discountCodeShape } from "../shapes"

export const generateDiscountCode = defineOperation({
  name: "generate_discount_code",
  title: "Generate a discount code",
  description:
    "Mints a single-use code: sales_credit takes $100 off, devrel_comp makes an order free. Hand it to a person, or use it as discountCode in preview_order and submit_order. For an event's order use create_event_order, which mints its own.",
  scopes: ["swag:discounts:write"],
  effect: "write",
  errors: ["CONFLICT"],
  input: generateDiscountSchema,
  output: z.object({ discountCode: discountCodeShape, discountCodes: z.array(discountCodeShape) }),
  summarize: ({ kind, count, purpose }) => `${count} × ${kind}${purpose ? ` for ${purpose}` : ""}`,
  async run(ctx, input) {
    const discountCodes = await generateDiscount(ctx, input)
    const [discountCode] = discountCodes
    if (!discountCode) throw new Error("No code was minted")
    return { discountCode, discountCodes }
  },
})

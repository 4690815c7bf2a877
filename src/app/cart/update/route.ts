import { z } from "zod"
import { cartAnswer } from "@/http/cart-answer"
import { CART_COOKIE, readCart, setQuantity } from "@/http/cart-cookie"
import { readCookies } from "@/http/cookies"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { MAX_QUANTITY } from "@/store/cart/cart"

const formSchema = z.object({
  variantId: z.string().min(1).max(128),
  quantity: z.coerce.number().int().min(0).max(MAX_QUANTITY),
})

export const POST = route("same-origin", async (input) => {
  const { variantId, quantity } = formSchema.parse(Object.fromEntries(await readForm(input.request)))
  const before = readCart(readCookies(input.request).get(CART_COOKIE))
  return cartAnswer(input, setQuantity(before, variantId, quantity))
})

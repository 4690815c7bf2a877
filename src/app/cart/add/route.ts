import { cartAnswer } from "@/http/cart-answer"
import { addToCart, CART_COOKIE, readCart } from "@/http/cart-cookie"
import { readCookies } from "@/http/cookies"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { cartItemSchema } from "@/store/cart/cart"
import { requireVariant } from "@/store/cart/require-variant"

export const POST = route("same-origin", async (input) => {
  const form = await readForm(input.request)
  const item = cartItemSchema.parse({
    productId: form.get("productId") ?? "",
    variantId: form.get("variantId") ?? "",
    quantity: Number(form.get("quantity") ?? 1),
  })
  await requireVariant(input.ctx, item)
  const before = readCart(readCookies(input.request).get(CART_COOKIE))
  return cartAnswer(input, addToCart(before, item))
})

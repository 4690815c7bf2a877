import { type CartItem, cartItemsSchema, MAX_LINES, MAX_QUANTITY, mergeItems } from "../store/cart/cart"
import { setCookie } from "./cookies"

export const CART_COOKIE = "swag_cart"
const DAYS_30 = 30 * 24 * 60 * 60

/** The cart as the browser keeps it: ids and quantities, never prices. An unreadable cookie is an empty cart. */
export function readCart(cookie: string | undefined): CartItem[] {
  const items = (cookie ?? "").split("~").flatMap((entry) => {
    const [productId, variantId, quantity] = entry.split("*")
    return productId && variantId ? [{ productId, variantId, quantity: Number(quantity) }] : []
  })
  return cartItemsSchema.safeParse(items).data ?? []
}

export function cartCookie(items: readonly CartItem[], appOrigin: string): string {
  const value = items
    .map(({ productId, variantId, quantity }) => `${productId}*${variantId}*${quantity}`)
    .join("~")
  return setCookie(CART_COOKIE, value, { appOrigin, maxAgeSeconds: items.length > 0 ? DAYS_30 : 0 })
}

/** Adds to the cart; quantities of one variant are summed and capped, and a cart has at most 50 lines. */
export function addToCart(items: readonly CartItem[], added: CartItem): CartItem[] {
  return mergeItems([...items, added])
    .map((item) => ({ ...item, quantity: Math.min(item.quantity, MAX_QUANTITY) }))
    .slice(0, MAX_LINES)
}

/** Sets a variant's quantity; zero takes its line out. */
export function setQuantity(items: readonly CartItem[], variantId: string, quantity: number): CartItem[] {
  return items.flatMap((item) =>
    item.variantId !== variantId
      ? [item]
      : quantity > 0
        ? [{ ...item, quantity: Math.min(quantity, MAX_QUANTITY) }]
        : [],
  )
}

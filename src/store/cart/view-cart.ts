import { CURRENCY } from "../catalog/product"
import { listProductsByVariantIds } from "../catalog/queries"
import type { Context } from "../context"
import { type Cents, cents, sumCents } from "../money"
import { type CartItem, mergeItems } from "./cart"

export interface CartView {
  readonly lines: readonly CartViewLine[]
  readonly subtotalCents: Cents
  readonly currency: typeof CURRENCY
  /** Units, for the badge. */
  readonly count: number
}

export interface CartViewLine {
  readonly productId: string
  readonly productName: string
  readonly type: string
  readonly slug: string
  readonly variantId: string
  readonly size: string
  readonly color: string
  readonly colorLabel: string
  readonly colorHex: string
  readonly image: string
  readonly quantity: number
  readonly unitPriceCents: Cents
  readonly totalCents: Cents
  readonly available: number
  /** Why checkout would refuse this line, in words for the shopper. */
  readonly problem?: string
}

/** The cart at today's prices. Lines that are no longer on sale are left out; ones that sold out say so. */
export async function viewCart(ctx: Context, items: readonly CartItem[]): Promise<CartView> {
  const merged = mergeItems(items)
  const products = await listProductsByVariantIds(
    ctx.db,
    merged.map((item) => item.variantId),
  )
  const lines = merged.flatMap((item): CartViewLine[] => {
    const product = products.find(({ id }) => id === item.productId)
    const variant = product?.variants.find(({ id }) => id === item.variantId)
    if (!product || !variant) return []
    const color = product.colors.find(({ name }) => name === variant.color)
    const problem =
      variant.stock === 0
        ? "Sold out. Remove it to check out."
        : variant.stock < item.quantity
          ? `Only ${variant.stock} left. Lower the quantity to check out.`
          : undefined
    return [
      {
        productId: product.id,
        productName: product.name,
        type: product.type,
        slug: product.slug,
        variantId: variant.id,
        size: variant.size,
        color: variant.color,
        colorLabel: color?.label ?? variant.color,
        colorHex: color?.hex ?? "#FF7300",
        image: product.image,
        quantity: item.quantity,
        unitPriceCents: product.priceCents,
        totalCents: cents(product.priceCents * item.quantity),
        available: variant.stock,
        ...(problem ? { problem } : {}),
      },
    ]
  })
  return {
    lines,
    subtotalCents: sumCents(lines.map((line) => line.totalCents)),
    currency: CURRENCY,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
  }
}

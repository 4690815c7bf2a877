import { z } from "zod"
import { StoreError } from "../../errors"
import type { Product, Variant } from "../catalog/product"
import { CURRENCY } from "../catalog/product"
import { type DiscountCode, discountOn } from "../discounts/discount-code"
import { allocateCents, type Cents, cents, sumCents } from "../money"

export const MAX_QUANTITY = 99
export const MAX_LINES = 50

/** What a card can be charged at least and at most: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
const SMALLEST_PAYMENT_CENTS = 50
const LARGEST_PAYMENT_CENTS = 99_999_999

export const cartItemSchema = z.strictObject({
  productId: z.string().min(1).max(128),
  variantId: z.string().min(1).max(128),
  quantity: z.number().int().min(1).max(MAX_QUANTITY),
})
export type CartItem = z.infer<typeof cartItemSchema>

export const cartItemsSchema = z.array(cartItemSchema).min(1).max(MAX_LINES)

export interface QuotedLine {
  readonly productId: string
  readonly productName: string
  readonly slug: string
  readonly sku: string
  readonly variantId: string
  readonly size: string
  readonly color: string
  readonly quantity: number
  readonly unitPriceCents: Cents
  readonly subtotalCents: Cents
  /** After this line's share of the discount. The lines' amounts add up to the quote's total. */
  readonly amountTotalCents: Cents
}

export interface Quote {
  readonly lines: readonly QuotedLine[]
  readonly subtotalCents: Cents
  readonly discount: { readonly code: string; readonly amountCents: Cents } | null
  readonly totalCents: Cents
  readonly currency: typeof CURRENCY
}

/** One line per variant: quantities of the same variant are summed, in the order first seen. */
export function mergeItems(items: readonly CartItem[]): CartItem[] {
  const merged = new Map<string, CartItem>()
  for (const item of items) {
    const key = `${item.productId}/${item.variantId}`
    const before = merged.get(key)
    merged.set(key, before ? { ...before, quantity: before.quantity + item.quantity } : item)
  }
  return [...merged.values()]
}

/**
 * Prices a cart from the shop's own products. Pure: the same values always give the same quote.
 * @throws StoreError NOT_FOUND for a product or variant that is not on sale, VALIDATION_ERROR for a variant of
 * another product, more than 99 of one or more than a million dollars, INVENTORY_UNAVAILABLE when fewer are left than
 * asked for
 */
export function quoteCart(
  items: readonly CartItem[],
  products: readonly Product[],
  discount: DiscountCode | null,
): Quote {
  const priced = mergeItems(items).map((item) => priceLine(item, products))
  const subtotalCents = sumCents(priced.map((line) => line.subtotalCents))
  if (subtotalCents > LARGEST_PAYMENT_CENTS) {
    throw unpayable("The items are worth more than one order may be.", "Order them in several orders.")
  }
  const discountCents = discount ? discountOn(subtotalCents, discount) : cents(0)
  const shares = allocateCents(
    discountCents,
    priced.map((line) => line.subtotalCents),
  )
  return {
    lines: priced.map((line, index) => ({
      ...line,
      amountTotalCents: cents(line.subtotalCents - (shares[index] ?? 0)),
    })),
    subtotalCents,
    discount: discount && { code: discount.code, amountCents: discountCents },
    totalCents: cents(subtotalCents - discountCents),
    currency: CURRENCY,
  }
}

/**
 * Refuses a total that no card can be charged with; nothing at all needs no card.
 * @throws StoreError VALIDATION_ERROR
 */
export function requirePayable({ totalCents, discount }: Quote): void {
  if (totalCents === 0 || totalCents >= SMALLEST_PAYMENT_CENTS) return
  throw unpayable(
    `What is left to pay is ${totalCents} cents, and a card is charged ${SMALLEST_PAYMENT_CENTS} cents at least.`,
    discount ? "Add an item, or order without the discount code." : "Add an item.",
  )
}

function unpayable(message: string, userAction: string): StoreError {
  return new StoreError("VALIDATION_ERROR", `items: ${message}`, {
    userAction,
    details: { issues: [{ field: "items", message }] },
  })
}

function priceLine(item: CartItem, products: readonly Product[]): Omit<QuotedLine, "amountTotalCents"> {
  const { product, variant } = findVariant(item, products)
  const label = lineLabel(product.name, variant)
  if (item.quantity > MAX_QUANTITY) {
    throw new StoreError("VALIDATION_ERROR", `At most ${MAX_QUANTITY} of ${label} fit into one order.`, {
      details: {
        issues: [{ field: "items.quantity", message: `At most ${MAX_QUANTITY}.` }],
        variantId: variant.id,
      },
    })
  }
  if (variant.stock < item.quantity) {
    throw new StoreError(
      "INVENTORY_UNAVAILABLE",
      variant.stock === 0 ? `${label} has sold out.` : `Only ${variant.stock} of ${label} are left.`,
      { details: { variantId: variant.id, requested: item.quantity, available: variant.stock } },
    )
  }
  return {
    productId: product.id,
    productName: product.name,
    slug: product.slug,
    sku: product.sku,
    variantId: variant.id,
    size: variant.size,
    color: variant.color,
    quantity: item.quantity,
    unitPriceCents: product.priceCents,
    subtotalCents: cents(product.priceCents * item.quantity),
  }
}

function findVariant(item: CartItem, products: readonly Product[]): { product: Product; variant: Variant } {
  const product = products.find(({ id }) => id === item.productId)
  const variant = product?.variants.find(({ id }) => id === item.variantId)
  if (product && variant) return { product, variant }
  const owner = products.find((candidate) => candidate.variants.some(({ id }) => id === item.variantId))
  if (owner) {
    throw new StoreError(
      "VALIDATION_ERROR",
      `Variant ${item.variantId} does not belong to product ${item.productId}.`,
      {
        details: {
          issues: [{ field: "items.variantId", message: `Belongs to ${owner.id}.` }],
          variantId: item.variantId,
        },
      },
    )
  }
  throw new StoreError(
    "NOT_FOUND",
    `There is no variant ${item.variantId} of product ${item.productId} on sale.`,
    {
      userAction: "Choose a variant that is on sale: list the products to find its id.",
      details: { field: "items.variantId", variantId: item.variantId },
    },
  )
}

/** "Anti Anti Infra Co., grey M": how a line is named to people. */
export function lineLabel(
  productName: string,
  variant: { readonly size: string; readonly color: string },
): string {
  const choice = [variant.color, variant.size].filter(Boolean).join(" ")
  return choice ? `${productName}, ${choice}` : productName
}

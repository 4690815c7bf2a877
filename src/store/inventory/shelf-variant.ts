import { compareSizes } from "../catalog/product"

/** A variant as the stock room sees it: what stands on the shelf, and of which product it is. */
export interface ShelfVariant {
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly slug: string
  readonly sku: string
  readonly size: string
  readonly color: string
  readonly stock: number
  /** Of the stock: units that open checkouts have set aside. */
  readonly held: number
}

/** How people and agents name a variant. */
export interface VariantDescription {
  readonly variantId?: string | undefined
  readonly productId?: string | undefined
  readonly sku?: string | undefined
  readonly size?: string | undefined
  readonly color?: string | undefined
}

export type VariantMatch =
  | { readonly found: ShelfVariant }
  | { readonly problem: string; readonly candidates: readonly ShelfVariant[] }

/**
 * The one variant that is meant: by its id, or by product or sku with as much of size and colour as is needed to
 * tell its variants apart. Whatever else is said must agree.
 */
export function matchVariant(description: VariantDescription, shelf: readonly ShelfVariant[]): VariantMatch {
  const { variantId, productId, sku, size, color } = description
  if (!variantId && !productId && !sku) {
    return {
      problem: "Name the variant by variantId, or by productId or sku with size and color.",
      candidates: [],
    }
  }
  const named = shelf.filter(
    (variant) =>
      (!variantId || variant.variantId === variantId) &&
      (!productId || variant.productId === productId || variant.slug === productId) &&
      (!sku || same(variant.sku, sku)),
  )
  if (named.length === 0)
    return { problem: `Nothing on the shelf is ${describe(description)}.`, candidates: [] }
  const sized = named.filter((variant) => size === undefined || sameSize(variant.size, size))
  const meant = sized.filter((variant) => color === undefined || sameColor(variant.color, color))
  const [only] = meant
  if (only && meant.length === 1) return { found: only }
  if (meant.length === 0) {
    return {
      problem: `There is no ${describe(description)}; there are ${choices(named)}.`,
      candidates: named,
    }
  }
  return { problem: `${describe(description)} could be ${choices(meant)}: say which.`, candidates: meant }
}

/** Sizes as suppliers write them, as the shop writes them. */
export function normalizeSize(size: string): string {
  const text = size
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, "")
  return SIZE_ALIASES[text] ?? text
}

const SIZE_NAMES = new Set(["XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "4XL", "5XL"])

/** Whether the text is a size of clothing; a small s after a word is not one. */
export function isSize(text: string): boolean {
  const trimmed = text.trim()
  return SIZE_NAMES.has(normalizeSize(trimmed)) && (trimmed.length > 2 || trimmed === trimmed.toUpperCase())
}

const SIZE_ALIASES: Record<string, string> = {
  EXTRASMALL: "XS",
  XSMALL: "XS",
  SMALL: "S",
  SM: "S",
  MEDIUM: "M",
  MED: "M",
  LARGE: "L",
  LG: "L",
  EXTRALARGE: "XL",
  XLARGE: "XL",
  "1XL": "XL",
  "2X": "XXL",
  "2XL": "XXL",
  XXLARGE: "XXL",
  "3X": "XXXL",
  "3XL": "XXXL",
  XXXLARGE: "XXXL",
  ONESIZE: "",
  ONE: "",
  OS: "",
  OSFA: "",
  OSFM: "",
  NA: "",
  "N/A": "",
}

function sameSize(a: string, b: string): boolean {
  return normalizeSize(a) === normalizeSize(b)
}

/** "Heather Grey" is grey, and gray is grey. A variant without a colour fits any, since it has no other. */
function sameColor(stored: string, given: string): boolean {
  const [a, b] = [stored, given].map((color) => color.trim().toLowerCase().replaceAll("gray", "grey")) as [
    string,
    string,
  ]
  return a === b || a === "" || (b !== "" && b.split(/[^a-z0-9]+/).includes(a))
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function describe({ variantId, productId, sku, size, color }: VariantDescription): string {
  return [variantId, productId, sku, color, size].filter(Boolean).join(" ")
}

function choices(variants: readonly ShelfVariant[]): string {
  const names = [...variants]
    .sort((a, b) => compareSizes(a.size, b.size))
    .map((variant) => [variant.sku, variant.color, variant.size].filter(Boolean).join(" "))
  const shown = names.slice(0, 8).join(", ")
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown
}

import type { Cents } from "../money"

export const COVERS = ["light", "dark", "citrus"] as const
export const CATEGORIES = ["apparel", "accessories"] as const
export const CURRENCY = "usd"

export interface ProductColor {
  readonly name: string
  readonly hex: string
  readonly label: string
}

/** A size × colour of a product. `size` and `color` are `''` where the product has only one. */
export interface Variant {
  readonly id: string
  readonly size: string
  readonly color: string
  /** What can be bought now: units on the shelf less units that open checkouts hold. */
  readonly stock: number
}

export interface Product {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly type: string
  readonly sku: string
  readonly tagline: string
  readonly blurb: string
  readonly description: string
  readonly fabric: string
  readonly fit: string
  readonly cornerTag: string | null
  readonly cover: (typeof COVERS)[number]
  readonly priceCents: Cents
  readonly currency: typeof CURRENCY
  readonly category: (typeof CATEGORIES)[number]
  readonly image: string
  readonly imagePlaceholder: string
  readonly colors: readonly ProductColor[]
  readonly sizes: readonly string[]
  readonly variants: readonly Variant[]
  readonly featured: boolean
  readonly tags: readonly string[]
  /** Number in the Harmonized System, six digits or more; null where nobody has said. */
  readonly hsCode: string | null
  /** Where it was made, by ISO 3166. */
  readonly originCountry: string | null
  /** One piece, without the parcel. */
  readonly weightGrams: number | null
}

export const SIZE_ORDER = ["XS", "S", "M", "L", "XL", "XXL", "XXXL"]

/** Orders sizes as a shelf does: XS to XXXL, then anything else by name; `''` means one size. */
export function compareSizes(a: string, b: string): number {
  const [rankA, rankB] = [sizeRank(a), sizeRank(b)]
  return rankA === rankB ? a.localeCompare(b, "en", { numeric: true }) : rankA - rankB
}

function sizeRank(size: string): number {
  const index = SIZE_ORDER.indexOf(size.toUpperCase())
  return index === -1 ? SIZE_ORDER.length : index
}

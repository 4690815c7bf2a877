import { StoreError } from "../../errors"
import { cents } from "../money"
import { CURRENCY, compareSizes, type Product } from "./product"
import { MAX_VARIANTS, type ProductInput } from "./product-input"
import { readProductTexts } from "./read-product-texts"

/** A variant as it is stored. */
export interface StoredVariant {
  readonly id: string
  readonly productId: string
  readonly size: string
  readonly color: string
  readonly stock: number
  readonly held: number
  readonly archived: boolean
}

/** What the plan decides upon: the product with its variants if it exists, and who owns the names that it uses. */
export interface KnownCatalog {
  readonly product: Omit<Product, "variants"> | undefined
  /** Of this product, and any other variant whose id the input gives; archived ones too. */
  readonly variants: readonly StoredVariant[]
  readonly slugOwner: string | undefined
  readonly skuOwner: string | undefined
}

export interface ProductPlan {
  readonly action: "create" | "update"
  /** The product as it will be; `stock` is what can be bought. */
  readonly product: Product
  /** Units to move on the shelf, by variant id. */
  readonly movements: readonly {
    readonly variantId: string
    readonly quantityChange: number
    readonly opening: boolean
  }[]
  /** Variants that leave the shelf. */
  readonly removed: readonly string[]
}

/** Which product the input means: its id, else the owner of its sku, else a new one. */
export function productIdOf(
  input: Pick<ProductInput, "id" | "sku" | "name" | "slug">,
  skuOwner: string | undefined,
): string {
  return input.id ?? skuOwner ?? `prod_${slugOf(input)}`
}

export function slugOf(input: Pick<ProductInput, "name" | "slug">): string {
  return input.slug ?? slugify(input.name)
}

/**
 * What saving the product would do. Pure; the preview shows it and the upsert does it. An update changes what the
 * input names; giving `variants` names all of them.
 * @throws StoreError VALIDATION_ERROR naming the field; CONFLICT when the sku, slug or a variant's id is another product's
 */
export function planProduct(input: ProductInput, known: KnownCatalog): ProductPlan {
  const before = known.product
  const lists = {
    ...withoutUndefined({
      colors: input.colors,
      sizes: input.sizes,
      variants: input.variants,
      tags: input.tags,
    }),
    ...readProductTexts(input),
  }
  const id = productIdOf(input, known.skuOwner)
  requireFree("sku", input.sku, known.skuOwner, id)
  const slug = input.slug ?? before?.slug ?? slugOf(input)
  requireFree("slug", slug, known.slugOwner, id)
  const own = known.variants.filter((variant) => variant.productId === id)
  const colors = (lists.colors ?? before?.colors ?? []).map(({ name, hex, label }) => ({
    name,
    hex,
    label: label || name,
  }))
  const named =
    lists.variants ??
    (before
      ? undefined
      : crossOf(
          lists.sizes ?? [],
          colors.map(({ name }) => name),
        ))
  const wanted =
    named?.map((variant) => completeVariant(variant, slug, own)) ??
    own.filter(({ archived }) => !archived).map((variant) => ({ ...variant, stock: undefined }))
  requireDistinct(wanted)
  for (const variant of wanted) {
    const owner = known.variants.find(
      (candidate) => candidate.id === variant.id && candidate.productId !== id,
    )
    if (owner) throw taken("variants", `The variant id ${variant.id}`, owner.productId)
  }
  const variants = wanted
    .map(({ id: variantId, size, color, stock }) => {
      const stored = own.find((candidate) => candidate.id === variantId)
      return {
        id: variantId,
        size,
        color,
        stock: stock ?? Math.max((stored?.stock ?? 0) - (stored?.held ?? 0), 0),
      }
    })
    .sort((a, b) => a.color.localeCompare(b.color) || compareSizes(a.size, b.size))
  const sizes =
    lists.sizes ??
    (named ? [...new Set(variants.map(({ size }) => size).filter(Boolean))] : (before?.sizes ?? []))
  return {
    action: before ? "update" : "create",
    product: {
      id,
      slug,
      name: input.name,
      type: input.type,
      sku: input.sku,
      tagline: input.tagline ?? before?.tagline ?? "",
      blurb: input.blurb ?? before?.blurb ?? "",
      description: input.description ?? before?.description ?? "",
      fabric: input.fabric ?? before?.fabric ?? "",
      fit: input.fit ?? before?.fit ?? "",
      cornerTag: input.cornerTag === undefined ? (before?.cornerTag ?? null) : input.cornerTag || null,
      cover: input.cover,
      priceCents: cents(Math.round(Number(input.priceDollars.replace("$", "")) * 100)),
      currency: CURRENCY,
      category: input.category,
      image: input.image ?? before?.image ?? "",
      imagePlaceholder: input.imagePlaceholder ?? before?.imagePlaceholder ?? "",
      colors,
      sizes: [...sizes].sort(compareSizes),
      variants,
      featured: input.featured ?? before?.featured ?? false,
      tags: lists.tags ?? before?.tags ?? [],
      hsCode: input.hsCode === undefined ? (before?.hsCode ?? null) : input.hsCode,
      originCountry:
        input.originCountry === undefined ? (before?.originCountry ?? null) : input.originCountry,
      weightGrams: input.weightGrams === undefined ? (before?.weightGrams ?? null) : input.weightGrams,
    },
    movements: variants.flatMap((variant) => movementsOf(variant, own)),
    removed: own
      .filter((stored) => !stored.archived && !variants.some(({ id: kept }) => kept === stored.id))
      .map((stored) => stored.id),
  }
}

function movementsOf(variant: { id: string; stock: number }, own: readonly StoredVariant[]) {
  const stored = own.find(({ id }) => id === variant.id)
  // What can be bought is what stands on the shelf less what open checkouts hold.
  const change = stored ? variant.stock - Math.max(stored.stock - stored.held, 0) : variant.stock
  return change === 0
    ? []
    : [{ variantId: variant.id, quantityChange: change, opening: stored === undefined }]
}

interface WantedVariant {
  readonly id?: string | undefined
  readonly size: string
  readonly color: string
  readonly stock?: number | undefined
}

/** An id that is left out is that of the stored variant with this size and colour, or is made from them. */
function completeVariant(variant: WantedVariant, slug: string, own: readonly StoredVariant[]) {
  const stored = own.find(({ size, color }) => size === variant.size && color === variant.color)
  const made = ["var", [slug, ...[variant.color, variant.size].map(slugify).filter(Boolean)].join("-")].join(
    "_",
  )
  const id = variant.id ?? stored?.id ?? (variant.color || variant.size ? made : `${made}-one`)
  return { id, size: variant.size, color: variant.color, stock: variant.stock }
}

function crossOf(sizes: readonly string[], colors: readonly string[]): WantedVariant[] {
  return (colors.length > 0 ? colors : [""]).flatMap((color) =>
    (sizes.length > 0 ? sizes : [""]).map((size) => ({ size, color, stock: 0 })),
  )
}

function requireDistinct(variants: readonly { id: string; size: string; color: string }[]): void {
  if (variants.length === 0) throw invalid("variants", "A product needs at least one variant.")
  if (variants.length > MAX_VARIANTS)
    throw invalid("variants", `A product has ${MAX_VARIANTS} variants at most.`)
  for (const [index, { id, size, color }] of variants.entries()) {
    const twin = variants
      .slice(0, index)
      .find((other) => other.id === id || (other.size === size && other.color === color))
    if (twin) throw invalid("variants", `${[color, size].filter(Boolean).join(" ") || id} is listed twice.`)
  }
}

function requireFree(field: "sku" | "slug", value: string, owner: string | undefined, id: string): void {
  if (owner !== undefined && owner !== id) throw taken(field, `The ${field} ${value}`, owner)
}

function taken(field: string, what: string, owner: string): StoreError {
  return new StoreError("CONFLICT", `${field}: ${what} belongs to ${owner}.`, {
    userAction: `Choose another ${field}, or send the id ${owner} to update that product.`,
    details: { issues: [{ field, message: `Belongs to ${owner}.` }] },
  })
}

function invalid(field: string, message: string): StoreError {
  return new StoreError("VALIDATION_ERROR", `${field}: ${message}`, {
    details: { issues: [{ field, message }] },
  })
}

function slugify(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
}

function withoutUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never
}

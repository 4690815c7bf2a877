import type { ProductFormValues } from "@/components/admin/product-form"
import { compareSizes } from "@/store/catalog/product"
import type { ProductRow, VariantRow } from "@/store/catalog/queries"

export const NEW_PRODUCT: ProductFormValues = {
  id: "",
  slug: "",
  name: "",
  type: "",
  sku: "",
  category: "apparel",
  cover: "light",
  priceDollars: "",
  tagline: "",
  blurb: "",
  description: "",
  fabric: "",
  fit: "",
  cornerTag: "",
  colorsText: "",
  sizesText: "",
  variantsText: "",
  tagsText: "",
  hsCode: "",
  originCountry: "",
  weightGrams: "",
  image: "",
  featured: false,
}

/** A stored product in the form's text forms. Stock is left out: the form can't change it. */
export function formValuesOf(product: ProductRow, variants: readonly VariantRow[]): ProductFormValues {
  const { id, slug, name, type, sku, category, cover, tagline, blurb, description, fabric, fit } = product
  return {
    id,
    slug,
    name,
    type,
    sku,
    category,
    cover,
    tagline,
    blurb,
    description,
    fabric,
    fit,
    priceDollars: (product.priceCents / 100).toFixed(2),
    cornerTag: product.cornerTag ?? "",
    colorsText: product.colors.map((color) => `${color.name} ${color.hex} ${color.label}`).join("\n"),
    sizesText: product.sizes.join(", "),
    variantsText: [...variants]
      .filter(({ archivedAt }) => archivedAt === null)
      .sort((a, b) => a.color.localeCompare(b.color) || compareSizes(a.size, b.size))
      .map((variant) => [variant.id, variant.size, variant.color].filter(Boolean).join(" | "))
      .join("\n"),
    tagsText: product.tags.join(", "),
    hsCode: product.hsCode ?? "",
    originCountry: product.originCountry ?? "",
    weightGrams: product.weightGrams?.toString() ?? "",
    image: product.image,
    featured: product.featured,
  }
}

import type { z } from "zod"
import type { Product } from "../store/catalog/product"
import type { productShape } from "./shapes"

/** A product as agents read it. */
export function toProductAnswer(product: Product): z.input<typeof productShape> {
  const { colors, sizes, variants, tags } = product
  return { ...product, colors: [...colors], sizes: [...sizes], variants: [...variants], tags: [...tags] }
}

import { readBuildPhase } from "@/env"
import { BUNDLED_CATALOG } from "@/store/catalog/bundled-catalog"
import type { Product } from "@/store/catalog/product"
import { findProductBySlug, listProducts } from "@/store/catalog/queries"
import { getShop } from "@/wiring"

/**
 * What the catalogue pages show. `next build` must not open the database, so what it prerenders comes from the
 * bundled catalogue; it is never served (docs/decisions/0004-pages-are-never-served-from-the-build.md).
 */
export async function catalogForPages(): Promise<readonly Product[]> {
  if (readBuildPhase()) return BUNDLED_CATALOG
  return listProducts((await getShop()).database.db)
}

export async function productForPage(slug: string): Promise<Product | undefined> {
  if (readBuildPhase()) return BUNDLED_CATALOG.find((product) => product.slug === slug)
  return findProductBySlug((await getShop()).database.db, slug)
}

/** Where the pages say that they are; what is built is never served, so any origin will do there. */
export async function originForPages(): Promise<string> {
  return readBuildPhase() ? "http://localhost" : (await getShop()).config.appOrigin
}

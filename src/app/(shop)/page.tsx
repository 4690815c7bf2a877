import { catalogForPages } from "@/app/catalog-pages"
import { Hero } from "@/components/storefront/hero"
import { ProductGrid } from "@/components/storefront/product-grid"

export const dynamic = "force-static"

export default async function HomePage() {
  return (
    <>
      <Hero />
      <ProductGrid products={await catalogForPages()} />
    </>
  )
}

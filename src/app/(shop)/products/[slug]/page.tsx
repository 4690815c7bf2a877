import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { productJsonLd } from "@/agent-api/product-texts"
import { originForPages, productForPage } from "@/app/catalog-pages"
import { ProductDetail } from "@/components/storefront/product-detail"

export const dynamic = "force-static"

interface Props {
  params: Promise<{ slug: string }>
}

/** Each product's page is rendered when it is first asked for, from the store's own catalogue. */
export function generateStaticParams(): { slug: string }[] {
  return []
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await productForPage((await params).slug)
  if (!product) return {}
  const canonical = `/products/${product.slug}`
  return {
    title: `${product.name} ${product.type}`,
    description: product.blurb,
    alternates: { canonical, types: { "text/markdown": `${canonical}.md` } },
  }
}

export default async function ProductPage({ params }: Props) {
  const product = await productForPage((await params).slug)
  if (!product) notFound()
  return (
    <>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every "<" is escaped by its maker
        dangerouslySetInnerHTML={{ __html: productJsonLd(await originForPages(), product) }}
      />
      <ProductDetail product={product} />
    </>
  )
}

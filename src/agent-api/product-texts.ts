import { compareSizes, type Product } from "../store/catalog/product"
import { WORKFLOWS } from "./workflows"

/** The shop for language models: what it is, what it sells, how agents work with it (llmstxt.org). */
export function renderLlmsText(appOrigin: string, products: readonly Product[]): string {
  return `# Inngest Swag Store

> The official store for Inngest merchandise. Every order runs as a durable workflow that anyone with its link can watch.

People buy at ${appOrigin}/. Agents work over MCP at ${appOrigin}/api/mcp or REST at ${appOrigin}/api/ai, with a token that an admin makes.

## Products

${products.map((product) => `- [${oneLine(product.name)} (${oneLine(product.type)})](${appOrigin}/products/${product.slug}.md): ${dollars(product.priceCents)}. ${oneLine(product.blurb)}`).join("\n")}

## For agents

- [auth.md](${appOrigin}/auth.md): how to get a token, scopes, security
- [OpenAPI](${appOrigin}/api/ai/openapi.json): the REST endpoints
- [Reference](${appOrigin}/api/ai): REST and MCP for people
- [Product feed](${appOrigin}/feeds/products.xml): every variant with price and availability
- [Sitemap](${appOrigin}/sitemap.xml)

MCP workflows: ${Object.keys(WORKFLOWS).join(", ")}. Call get_api_spec for their steps.
`
}

/** A product's page as Markdown. */
export function renderProductMarkdown(appOrigin: string, product: Product): string {
  const facts = [
    ["Price", `${dollars(product.priceCents)} (USD)`],
    ["SKU", product.sku],
    ["Fabric", product.fabric],
    ["Fit", product.fit],
    ["Colours", product.colors.map(({ label }) => label).join(", ")],
    ["Sizes", [...product.sizes].sort(compareSizes).join(", ")],
  ].filter(([, value]) => value)
  const variants = product.variants.map(
    ({ id, size, color, stock }) =>
      `| ${id} | ${oneLine(color) || "–"} | ${oneLine(size) || "one size"} | ${stock > 0 ? stock : "sold out"} |`,
  )
  return `# ${oneLine(product.name)}

${oneLine(product.type)}. ${oneLine(product.tagline)}

${product.description}

${facts.map(([name, value]) => `- ${name}: ${oneLine(value ?? "")}`).join("\n")}

| variant | colour | size | can be bought |
| --- | --- | --- | --- |
${variants.join("\n")}

Buy at ${appOrigin}/products/${product.slug}, or order with productId \`${product.id}\` over ${appOrigin}/api/mcp.
`
}

/** One item per variant, as shopping agents and merchant centres read it (RSS 2.0 with Google's g: names). */
export function renderProductFeed(appOrigin: string, products: readonly Product[]): string {
  const items = products.flatMap((product) =>
    product.variants.map(
      ({ id, size, color, stock }) => `<item>
<g:id>${xml(id)}</g:id><g:item_group_id>${xml(product.id)}</g:item_group_id>
<g:title>${xml([product.name, color, size].filter(Boolean).join(" "))}</g:title>
<g:description>${xml(product.description || product.blurb)}</g:description>
<g:link>${xml(`${appOrigin}/products/${product.slug}`)}</g:link>
<g:image_link>${xml(imageUrl(appOrigin, product))}</g:image_link>
<g:price>${(product.priceCents / 100).toFixed(2)} USD</g:price>
<g:availability>${stock > 0 ? "in_stock" : "out_of_stock"}</g:availability>
<g:condition>new</g:condition><g:brand>Inngest</g:brand><g:mpn>${xml(product.sku)}</g:mpn>${size ? `<g:size>${xml(size)}</g:size>` : ""}${color ? `<g:color>${xml(color)}</g:color>` : ""}
</item>`,
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>Inngest Swag Store</title><link>${xml(appOrigin)}</link><description>The official store for Inngest merchandise.</description>
${items.join("\n")}
</channel></rss>
`
}

export function renderSitemap(appOrigin: string, products: readonly Product[]): string {
  const paths = ["/", ...products.map(({ slug }) => `/products/${slug}`)]
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.map((path) => `<url><loc>${xml(`${appOrigin}${path}`)}</loc></url>`).join("\n")}
</urlset>
`
}

/** schema.org's Product with an offer per variant, for search engines and shopping agents. */
export function productJsonLd(appOrigin: string, product: Product): string {
  const url = `${appOrigin}/products/${product.slug}`
  const value = {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.name,
    sku: product.sku,
    description: product.description || product.blurb,
    image: imageUrl(appOrigin, product),
    url,
    brand: { "@type": "Brand", name: "Inngest" },
    offers: product.variants.map(({ id, stock }) => ({
      "@type": "Offer",
      sku: id,
      url,
      price: (product.priceCents / 100).toFixed(2),
      priceCurrency: product.currency.toUpperCase(),
      availability: `https://schema.org/${stock > 0 ? "InStock" : "OutOfStock"}`,
      itemCondition: "https://schema.org/NewCondition",
    })),
  }
  // "</script>" in a name must not end the script that this stands in.
  return JSON.stringify(value).replaceAll("<", "\\u003c")
}

function imageUrl(appOrigin: string, { image, slug }: Product): string {
  if (image.startsWith("https://")) return image
  return image.startsWith("/") ? `${appOrigin}${image}` : `${appOrigin}/products/${slug}.svg`
}

function dollars(priceCents: number): string {
  return `$${(priceCents / 100).toFixed(2)}`
}

/** Names come from people: a line break or a table's bar in one must not change the document around it. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, " ").replaceAll("|", "\\|").trim()
}

function xml(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}

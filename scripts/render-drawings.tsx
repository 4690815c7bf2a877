import { mkdir, writeFile } from "node:fs/promises"
import { renderToStaticMarkup } from "react-dom/server"
import { DRAWN_PRODUCTS } from "../src/components/storefront/drawings/kinds"
import { ProductDrawing } from "../src/components/storefront/product-drawing"

/** Writes public/products/<slug>.svg from the drawings. Run `npx tsx scripts/render-drawings.tsx` after changing one. */
const folder = new URL("../public/products/", import.meta.url)
await mkdir(folder, { recursive: true })
for (const [slug, { kind, hex, title }] of Object.entries(DRAWN_PRODUCTS)) {
  const svg = renderToStaticMarkup(
    <ProductDrawing type={kind} image={`drawing:${kind}`} colorHex={hex} title={title} />,
  )
  await writeFile(new URL(`${slug}.svg`, folder), `${svg}\n`)
}

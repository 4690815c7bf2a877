import { readFileSync } from "node:fs"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, it } from "vitest"
import { ProductDrawing } from "../product-drawing"
import { DRAWN_PRODUCTS } from "./kinds"

it.each(Object.entries(DRAWN_PRODUCTS))(
  "the file of %s is the drawing as it is drawn today",
  (slug, drawn) => {
    const svg = renderToStaticMarkup(
      createElement(ProductDrawing, {
        type: drawn.kind,
        image: `drawing:${drawn.kind}`,
        colorHex: drawn.hex,
        title: drawn.title,
      }),
    )
    const file = readFileSync(new URL(`../../../../public/products/${slug}.svg`, import.meta.url), "utf8")
    expect(file.trim() === svg, "run `npx tsx scripts/render-drawings.tsx`").toBe(true)
  },
)

it("two drawings on one page share no gradient, pattern or filter", () => {
  const tee = { type: "T-Shirt", title: "A tee" }
  const page = renderToStaticMarkup(
    createElement(
      "main",
      null,
      createElement(ProductDrawing, { ...tee, colorHex: "#B8B5AE" }),
      createElement(ProductDrawing, { ...tee, colorHex: "#1A161C" }),
    ),
  )
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(new Set(ids).size).toBe(ids.length)
})

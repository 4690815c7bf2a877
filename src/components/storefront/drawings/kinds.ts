/** The things we can draw. `drawing:<kind>` in a product's image names one of them. */
const DRAWING_KINDS = ["tee", "hoodie", "socks", "mug", "cap", "stickers", "parcel"] as const

export type DrawingKind = (typeof DRAWING_KINDS)[number]
export type DrawingView = "front" | "detail"

/** What the close-up looks at, in the 800 × 800 sheet, as an SVG viewBox. */
export const DETAIL_VIEWS: Record<DrawingKind, string> = {
  tee: "226 206 348 348",
  hoodie: "246 248 308 308",
  socks: "232 150 330 330",
  mug: "204 330 330 330",
  cap: "180 260 300 300",
  stickers: "330 250 390 390",
  parcel: "330 380 300 300",
}

/** Stands in where a product has no colour of its own. */
export const DEFAULT_HEX = "#FF7300"

const WORDS: readonly (readonly [DrawingKind, RegExp])[] = [
  ["hoodie", /hood|sweat|crewneck|fleece/i],
  ["tee", /tee\b|t-?shirt|shirt|top\b/i],
  ["socks", /sock/i],
  ["mug", /mug|cup|tumbler|bottle|flask/i],
  ["cap", /cap\b|hat\b|beanie|visor/i],
  ["stickers", /sticker|decal|patch|pin\b/i],
]

/** The drawing that a product's image names, or that its type suggests; a parcel when nothing fits. */
export function drawingKind(type: string, image = ""): DrawingKind {
  const named = DRAWING_KINDS.find((kind) => image === `drawing:${kind}`)
  return named ?? WORDS.find(([, word]) => word.test(type))?.[0] ?? "parcel"
}

/** Drawings that also exist as files under /products, for feeds, mail and cards: slug → kind and colour. */
export const DRAWN_PRODUCTS: Readonly<Record<string, { kind: DrawingKind; hex: string; title: string }>> = {
  "anti-anti-infra-tee": { kind: "tee", hex: "#B8B5AE", title: "Anti Anti Infra Co. T-shirt, heather grey" },
  "anti-anti-infra-hoodie": { kind: "hoodie", hex: "#1A161C", title: "Anti Anti Infra Co. hoodie, black" },
  "black-step-run-socks": { kind: "socks", hex: "#171519", title: "Step.run socks, black" },
  "cream-step-run-socks": { kind: "socks", hex: "#F5F0E8", title: "Step.run socks, cream" },
  "insulated-coffee-mug-12oz": { kind: "mug", hex: "#1A161C", title: "Insulated coffee mug, black" },
  "baseball-cap": { kind: "cap", hex: "#1A161C", title: "Baseball cap, black" },
  "workflow-sticker-pack": { kind: "stickers", hex: DEFAULT_HEX, title: "Workflow sticker pack" },
}

/** The static file of a product's drawing, when it was drawn in exactly this colour; otherwise undefined. */
export function drawingFile(
  slug: string,
  kind: DrawingKind,
  colorHex: string,
  view: DrawingView = "front",
): string | undefined {
  const drawn = Object.hasOwn(DRAWN_PRODUCTS, slug) ? DRAWN_PRODUCTS[slug] : undefined
  if (drawn?.kind !== kind || drawn.hex.toLowerCase() !== colorHex.toLowerCase()) return undefined
  const crop = view === "detail" ? `#svgView(viewBox(${DETAIL_VIEWS[kind].replaceAll(" ", ",")}))` : ""
  return `/products/${slug}.svg${crop}`
}

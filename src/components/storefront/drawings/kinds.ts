/** The things we can draw. `drawing:<kind>` in a product's image names one of them. */
export const DRAWING_KINDS = ["tee", "hoodie", "socks", "mug", "cap", "stickers", "parcel"] as const

export type DrawingKind = (typeof DRAWING_KINDS)[number]

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
  "workflow-sticker-pack": { kind: "stickers", hex: "#FF7300", title: "Workflow sticker pack" },
}

/** The static file of a product's drawing, when it was drawn in exactly this colour; otherwise undefined. */
export function drawingFile(slug: string, kind: DrawingKind, colorHex: string): string | undefined {
  const drawn = Object.hasOwn(DRAWN_PRODUCTS, slug) ? DRAWN_PRODUCTS[slug] : undefined
  if (drawn?.kind !== kind || drawn.hex.toLowerCase() !== colorHex.toLowerCase()) return undefined
  return `/products/${slug}.svg`
}

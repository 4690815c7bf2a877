import type { DocumentRow } from "./document-row"
import { isSize, matchVariant, type ShelfVariant, type VariantMatch } from "./shelf-variant"

interface ShelfProduct {
  readonly productId: string
  readonly variants: ShelfVariant[]
  readonly words: ReadonlySet<string>
}

/** Ways into the shelf, built once for all rows of a document. */
export interface ShelfIndex {
  readonly byVariantId: ReadonlyMap<string, ShelfVariant>
  readonly byName: ReadonlyMap<string, readonly ShelfVariant[]>
  readonly byWord: ReadonlyMap<string, readonly ShelfProduct[]>
}

export function indexShelf(shelf: readonly ShelfVariant[]): ShelfIndex {
  const products = new Map<string, ShelfVariant[]>()
  for (const variant of shelf) push(products, variant.productId, variant)
  const byName = new Map<string, ShelfVariant[]>()
  const byWord = new Map<string, ShelfProduct[]>()
  for (const [productId, variants] of products) {
    const [first] = variants
    if (!first) continue
    for (const name of new Set([productId, first.slug, first.sku, first.productName].map(key))) {
      byName.set(name, [...(byName.get(name) ?? []), ...variants])
    }
    const colors = variants.map(({ color }) => color)
    const words = new Set(wordsOf([first.productName, first.slug, first.sku, ...colors].join(" ")))
    const product = { productId, variants, words }
    for (const word of words) push(byWord, word, product)
  }
  return { byVariantId: new Map(shelf.map((variant) => [variant.variantId, variant])), byName, byWord }
}

/**
 * The one variant that a row means, by id, sku or name; otherwise why there isn't one. A line of free text counts
 * only if it says little besides the thing and a number: in any language, whatever says more may be an instruction,
 * a quote or a story, and is for a person to read.
 */
export function matchDocumentRow(
  row: DocumentRow,
  index: ShelfIndex,
): VariantMatch & { readonly notPlain?: true } {
  const match = findVariant(row, index)
  if (!row.prose || !("found" in match) || isPlain(row, match.found)) return match
  return {
    problem: "The line says more than an item and a number.",
    candidates: [match.found],
    notPlain: true,
  }
}

const MOST_WORDS_BESIDE = 1

/** One word more may be the supplier's own; one before a colon ("assistant: 9 caps") is somebody who speaks. */
function isPlain(row: DocumentRow, found: ShelfVariant): boolean {
  const beside = wordsBeside(row, found)
  const [, speaker = ""] = row.text.match(/^[^\p{L}]*(\p{L}+)\s*:/u) ?? []
  return beside.length <= MOST_WORDS_BESIDE && !beside.includes(speaker)
}

function wordsBeside(
  row: DocumentRow,
  { productId, productName, slug, sku, color, size }: ShelfVariant,
): string[] {
  const known = new Set(wordsOf([productId, productName, slug, sku, row.sku, color, size].join(" ")))
  const said = row.item.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "" && !isSize(word))
  return said.filter((word) => {
    const [plain = word.toLowerCase()] = wordsOf(word)
    return !known.has(plain) && !FILLERS.has(plain)
  })
}

function findVariant(row: DocumentRow, index: ShelfIndex): VariantMatch {
  const byId = index.byVariantId.get(row.variantId)
  if (byId) return { found: byId }
  for (const name of [row.productId, row.sku, row.item]) {
    const variants = name === "" ? undefined : index.byName.get(key(name))
    if (variants) return narrow(row, variants)
  }
  // A column called sku may hold a variant's id, and one called item its sku with the size at its end.
  const other = index.byVariantId.get(row.sku) ?? index.byVariantId.get(row.item)
  if (other) return { found: other }
  const [closest, ...asClose] = findByWords(row, index)
  if (closest && asClose.length === 0) return narrow(row, closest.variants)
  const name = row.item || row.sku || row.variantId || row.productId
  if (closest) {
    const candidates = [closest, ...asClose].flatMap(({ variants }) => variants[0] ?? [])
    const names = candidates.map(({ productName, sku }) => `${productName} (${sku})`)
    return { problem: `"${name}" could be ${names.slice(0, 5).join(" or ")}: say which.`, candidates }
  }
  return {
    problem: name ? `Nothing on the shelf is called "${name}".` : "The line names no product.",
    candidates: [],
  }
}

function narrow(row: DocumentRow, variants: readonly ShelfVariant[]): VariantMatch {
  const [first] = variants
  const words = [row.item, row.sku].join(" ").split(/[\s,/()-]+/)
  const size =
    row.size ||
    words.filter((word) => isSize(word)).at(-1) ||
    (isLastWordSize(row.item) ? lastWord(row.item) : "")
  const color = row.color || colorIn(`${row.item} ${row.sku}`, variants)
  return matchVariant(
    {
      productId: first?.productId,
      ...(size && variants.some((variant) => variant.size !== "") ? { size } : {}),
      ...(color ? { color } : {}),
    },
    variants,
  )
}

/**
 * The products that share the most words with the row. A name may say more than the shelf does, so half of its words
 * are enough, but not those of another measure (20oz). A code says exactly what it means: all of it has to fit, and
 * beside a name, where it may be the supplier's own, it is not asked.
 */
function findByWords(row: DocumentRow, index: ShelfIndex): readonly ShelfProduct[] {
  const words = [...new Set(wordsOf(`${row.item || row.sku} ${row.color}`))].filter(
    (word) => !isSize(word) && !FILLERS.has(word),
  )
  const shared = new Map<ShelfProduct, number>()
  for (const word of words) {
    for (const product of index.byWord.get(word) ?? []) shared.set(product, (shared.get(product) ?? 0) + 1)
  }
  const most = Math.max(0, ...shared.values())
  if (most === 0 || most * 2 < words.length) return []
  const mustFit = row.item ? words.filter((word) => /\d[a-z]|[a-z]\d/.test(word)) : words
  return [...shared].flatMap(([product, count]) =>
    count === most && mustFit.every((word) => product.words.has(word)) ? [product] : [],
  )
}

function colorIn(text: string, variants: readonly ShelfVariant[]): string {
  const words = new Set(wordsOf(text))
  return (
    variants.find(({ color }) => color !== "" && wordsOf(color).every((word) => words.has(word)))?.color ?? ""
  )
}

const FILLERS = new Set([
  "a",
  "an",
  "and",
  "the",
  "our",
  "your",
  "new",
  "more",
  "box",
  "inngest",
  "inn",
  "for",
  "in",
  "with",
  "are",
  "there",
])

/** Words as they are compared: small letters, grey for gray, without a plural's s, the shop's names for things. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll("gray", "grey")
    .replaceAll(/t-?shirts?\b|\btshirts?\b/g, "tee")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word))
    .map((word) => WORD_ALIASES[word] ?? word)
}

const WORD_ALIASES: Record<string, string> = {
  hat: "cap",
  bball: "baseball",
  hoody: "hoodie",
  sweatshirt: "hoodie",
  cup: "mug",
  blk: "black",
  crm: "cream",
}

function lastWord(text: string): string {
  return text.trim().split(/\s+/).at(-1) ?? ""
}

function isLastWordSize(text: string): boolean {
  return /^(small|medium|large)$/i.test(lastWord(text))
}

function key(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, " ")
}

function push<Key, Value>(groups: Map<Key, Value[]>, at: Key, value: Value): void {
  const group = groups.get(at)
  if (group) group.push(value)
  else groups.set(at, [value])
}

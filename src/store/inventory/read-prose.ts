import { type DocumentRow, EMPTY_ROW, shorten } from "./document-row"
import type { LineReader } from "./parse-inventory-document"
import { normalizeSize } from "./shelf-variant"

const SIZE = "XXS|XS|S|M|L|XL|XXL|XXXL|[1-5]XL|[1-5]X|extra[- ]?small|small|medium|med|large|extra[- ]?large"
const UNIT = "x|×|units?|pcs?|pieces?|pairs?|prs?|packs?|each|ea"
const SKU = /\b[A-Z][A-Z0-9]{1,}(?:-[A-Z0-9]+)+\b/

const SIZE_THEN_COUNT = new RegExp(
  `(?:^|[\\s,;:/(|])(${SIZE})\\s*(?:[:=x×–-]\\s*|\\(\\s*|\\s)(\\d{1,6})\\b\\)?`,
  "gi",
)
const COUNT_THEN_SIZE = new RegExp(
  `(?:^|[\\s,;:/(|])(\\d{1,6})\\s*(?:[x×]\\s*|\\s)(?:in\\s+|size\\s+)?(${SIZE})\\b(?!\\s*[:=]?\\s*\\d)`,
  "gi",
)

const COUNTS = [
  /\b(?:qty|quantity|count|counted|received|on hand|stock)\s*(?:is|was)?[:=]?\s*(\d{1,6})\b/i,
  new RegExp(`^(\\d{1,6})\\s*(?:[x×]\\s*|(?:${UNIT})\\s+(?:of\\s+)?|\\s)(?=\\S*[a-z])`, "i"),
  new RegExp(`[\\s(](\\d{1,6})\\s*(?:${UNIT})\\b\\)?`, "i"),
  /\s[x×]\s*(\d{1,6})\b/i,
  /(?:\s[-–—=]|[:=,;\t|])\s*(\d{1,6})\s*[.)]?$/,
  /\s(\d{1,6})[.!]?$/,
]

/** What looks like a count and isn't: amounts of money, dates, times, volumes, percentages, numbers of papers. */
const NOT_COUNTS = [
  /[$€£]\s?\d[\d.,]*/g,
  /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/g,
  /\b\d{1,2}:\d{2}\b/g,
  /\b\d+(?:\.\d+)?\s?(?:oz|ml|cl|kg|lbs?|g|cm|mm|in|inch(?:es)?|%)(?![a-z])/gi,
  /(?:#|\b(?:po|order|invoice|inv|tracking|shipment|delivery|ref|box|carton|page|tel|phone|no)\b[.:#\s]*)[A-Z]{0,4}[-\d]{2,}\w*/gi,
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?\b/gi,
  /\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b/gi,
]

/** Nobody writes longer lines by hand; what follows is not read. */
const MAX_LINE = 1_000

/**
 * Rows out of a mail, a chat message or a packing list without columns: a line names a thing and how many there
 * are of it, or a thing and its sizes, or only sizes under the line that named the thing. Whether the line says no
 * more than that is for whoever matches it, who knows what the thing is called.
 */
export function openProse(): LineReader {
  let heading = ""
  let line = 0
  return (whole) => {
    line++
    const raw = whole.slice(0, MAX_LINE)
    const text = stripBullet(raw)
    if (text === "") return []
    const read = readLine(text, heading)
    if (read.length === 0 && /\p{L}/u.test(text) && text.length <= 100)
      heading = text.replace(/[:–—-]\s*$/, "")
    return read.map((row) => ({ ...row, prose: true, line, text: shorten(raw) }))
  }
}

function readLine(text: string, heading: string): Omit<DocumentRow, "line" | "text">[] {
  const [sku = ""] = text.match(SKU) ?? []
  const plain = NOT_COUNTS.reduce((rest, pattern) => rest.replace(pattern, " "), text.replace(SKU, " "))
  const sizes = readSizes(plain)
  if (sizes.counts.length > 0) {
    const named = cleanItem(restoreVolumes(text, sizes.rest))
    const item = /[a-z]{3}/i.test(named) || sku ? named : heading
    return sizes.counts.map(({ size, quantity }) => ({
      ...EMPTY_ROW,
      sku,
      item,
      size,
      quantity,
      certain: sku !== "",
    }))
  }
  for (const pattern of COUNTS) {
    const found = plain.trim().match(pattern)
    if (!found?.[1]) continue
    const item = cleanItem(restoreVolumes(text, plain.trim().replace(pattern, " ")))
    if (!sku && !/[a-z]{3}/i.test(item)) return []
    return [{ ...EMPTY_ROW, sku, item, quantity: Number(found[1]), certain: sku !== "" }]
  }
  return []
}

/** "S: 8, M: 14" and "8 S, 14 M"; one lone pair counts only when the line has no other number. */
function readSizes(text: string): { counts: { size: string; quantity: number }[]; rest: string } {
  for (const [pattern, sizeAt, countAt] of [
    [SIZE_THEN_COUNT, 1, 2],
    [COUNT_THEN_SIZE, 2, 1],
  ] as const) {
    const found = [...text.matchAll(pattern)]
    const rest = text.replace(pattern, " ")
    if (found.length >= 2 || (found.length === 1 && !/\d/.test(rest))) {
      const counts = found.map((match) => ({
        size: normalizeSize(match[sizeAt] ?? ""),
        quantity: Number(match[countAt]),
      }))
      return { counts, rest }
    }
  }
  return { counts: [], rest: text }
}

/** "12 oz" is no count, but it is part of a mug's name. */
function restoreVolumes(original: string, rest: string): string {
  const volumes = original.match(/\b\d+\s?oz\b/gi) ?? []
  return [rest, ...volumes].join(" ")
}

function cleanItem(text: string): string {
  return text
    .replace(/\b(?:qty|quantity|count|counted|received|size|sizes|units?|pcs?|pieces?|pairs?|of)\b/gi, " ")
    .replace(/[()[\]{}|,;:=]+|\s[-–—x×]\s|[-–—]\s*$/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200)
}

function stripBullet(line: string): string {
  return line
    .trim()
    .replace(/^(?:>\s*)+/, "")
    .replace(/^(?:[-*•·–—]|\d{1,2}[.)])\s+/, "")
    .trim()
}

import { StoreError } from "../../errors"
import type { ProductInput } from "./product-input"
import { productColorSchema, productInputSchema, productVariantSchema } from "./product-input"

type Texts = Pick<ProductInput, "colorsText" | "sizesText" | "variantsText" | "tagsText">
type Lists = Pick<ProductInput, "colors" | "sizes" | "variants" | "tags">

/**
 * The lists that a product's text forms stand for, as long as they may be when they are given as lists.
 * @throws StoreError VALIDATION_ERROR naming the field and line that cannot be read
 */
export function readProductTexts(texts: Texts): Lists {
  const lists: Lists = {
    ...(texts.colorsText === undefined ? {} : { colors: lines(texts.colorsText).map(readColor) }),
    ...(texts.sizesText === undefined ? {} : { sizes: words(texts.sizesText) }),
    ...(texts.variantsText === undefined
      ? {}
      : { variants: variantLines(texts.variantsText).map(readVariant) }),
    ...(texts.tagsText === undefined ? {} : { tags: words(texts.tagsText) }),
  }
  for (const name of ["colors", "sizes", "variants", "tags"] as const) {
    const [issue] = productInputSchema.shape[name].safeParse(lists[name]).error?.issues ?? []
    if (issue) throw invalid(`${name}Text`, issue.message)
  }
  return lists
}

function readColor(text: string): NonNullable<Lists["colors"]>[number] {
  const [hex = ""] = text.match(/#[0-9a-fA-F]{6}\b/) ?? []
  const [name = "", label = ""] = text
    .split(hex || /$^/)
    .map((part) => part.replace(/^[\s|:,;-]+|[\s|:,;-]+$/g, ""))
  const parsed = productColorSchema.safeParse({ name: name.toLowerCase(), hex, ...(label ? { label } : {}) })
  if (!parsed.success)
    throw unreadable("colorsText", text, "Write each colour as `grey #B8B5AE Heather Grey`.")
  return parsed.data
}

/** The parts of a variant may stand in any order: an id starts with var_, a number is the stock, a size looks like one. */
function readVariant(text: string): NonNullable<Lists["variants"]>[number] {
  const parts = text
    .split(/[|,/\t]|[:=]|\s{2,}/)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => (/^\S+ \d+$/.test(part) ? part.split(" ") : [part]))
  const rest = { id: take(parts, /^var_/), stock: take(parts, /^\d{1,7}$/), size: take(parts, SIZE) }
  const [color, ...more] = parts
  const parsed = productVariantSchema.safeParse({
    ...(rest.id === undefined ? {} : { id: rest.id }),
    size: /^one( size)?$/i.test(rest.size ?? "") ? "" : (rest.size ?? ""),
    color: color ?? "",
    ...(rest.stock === undefined ? {} : { stock: Number(rest.stock) }),
  })
  if (!parsed.success || more.length > 0) {
    throw unreadable(
      "variantsText",
      text,
      "Write each variant as `grey / M: 24`, or `var_tee-m | M | grey | 24`.",
    )
  }
  return parsed.data
}

const SIZE = /^(X{0,3}S|M|L|X{1,4}L|[2-6]XL|one( size)?|\d{1,3}(\.5)?\s?(oz|ml|cm|in|eu|us|uk))$/i

function take(parts: string[], pattern: RegExp): string | undefined {
  const at = parts.findIndex((part) => pattern.test(part))
  return at === -1 ? undefined : parts.splice(at, 1)[0]
}

function variantLines(text: string): string[] {
  // "S: 4, M: 5" is two variants; "S, grey, 4" is one.
  return lines(text).flatMap((line) =>
    (line.match(/[:=]\s*\d+/g)?.length ?? 0) > 1 ? line.split(",") : [line],
  )
}

function lines(text: string): string[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter(Boolean)
}

function words(text: string): string[] {
  return text
    .split(/[\n,;|]/)
    .map((word) => word.trim())
    .filter(Boolean)
}

function unreadable(field: string, line: string, userAction: string): StoreError {
  return invalid(field, `The line "${line.slice(0, 80)}" cannot be read.`, userAction)
}

function invalid(field: string, message: string, userAction?: string): StoreError {
  return new StoreError("VALIDATION_ERROR", `${field}: ${message}`, {
    ...(userAction === undefined ? {} : { userAction }),
    details: { issues: [{ field, message }] },
  })
}

import { parse } from "csv-parse/sync"
import { type DocumentRow, EMPTY_ROW, readUnits, shorten } from "./document-row"
import type { LineReader } from "./parse-inventory-document"
import { isSize, normalizeSize } from "./shelf-variant"

type Column = "variantId" | "productId" | "sku" | "item" | "size" | "color" | "quantity" | "note"

const ALIASES: Record<Column, readonly string[]> = {
  variantId: ["variant", "variant id", "variantid"],
  productId: ["product id", "productid"],
  sku: [
    "sku",
    "item sku",
    "product sku",
    "code",
    "item code",
    "product code",
    "style",
    "part",
    "part number",
    "article",
    "item number",
    "item no",
  ],
  item: ["item", "name", "product", "item name", "product name", "title", "description", "merch", "swag"],
  size: ["size", "sizes"],
  color: ["color", "colour", "colorway", "colourway"],
  // In the order of trust: where several stand side by side, what was counted or received beats what was expected.
  quantity: [
    "counted",
    "count",
    "actual",
    "on hand",
    "onhand",
    "received",
    "qty received",
    "received qty",
    "quantity received",
    "delivered",
    "qty shipped",
    "shipped",
    "qty",
    "quantity",
    "units",
    "unit",
    "pieces",
    "pcs",
    "amount",
    "stock",
    "in stock",
    "inventory",
    "total",
    "ordered",
    "qty ordered",
    "expected",
  ],
  note: ["note", "notes", "comment", "comments", "remark", "remarks"],
}

export const HEADER_WITHIN_LINES = 40

interface Header {
  readonly index: number
  readonly delimiter: string
  readonly columns: ReadonlyMap<Column, number>
  readonly sizes: readonly { readonly at: number; readonly size: string }[]
}

/**
 * Reads the rows under the first line that reads like a table's header; undefined when none of these lines does. A
 * later header, as on the next page or the next sheet, takes its place.
 */
export function openTable(head: readonly string[]): LineReader | undefined {
  const first = findHeader(head)
  if (!first) return undefined
  let header = first
  let index = -1
  return (text) => {
    index++
    if (index <= first.index) return []
    const cells = splitCells(text, header.delimiter)
    if (cells.every((cell) => cell === "" || /^:?-+:?$/.test(cell)) || isTotal(cells)) return []
    const rows = readRow(header, cells, { line: index + 1, text: shorten(text) })
    if (rows.some(({ quantity }) => quantity !== null)) return rows
    const next = readHeader(cells, index, header.delimiter)
    if (!next) return rows
    header = next
    return []
  }
}

function findHeader(lines: readonly string[]): Header | undefined {
  for (const [index, line] of lines.entries()) {
    for (const delimiter of ["\t", ";", "|", ",", "  "]) {
      if (!line.includes(delimiter)) continue
      const header = readHeader(splitCells(line, delimiter), index, delimiter)
      if (header) return header
    }
  }
  return undefined
}

function readHeader(cells: readonly string[], index: number, delimiter: string): Header | undefined {
  const columns = new Map<Column, number>()
  const words = cells.map((cell) =>
    cell
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim(),
  )
  for (const [column, aliases] of Object.entries(ALIASES) as [Column, readonly string[]][]) {
    const alias = aliases.find((candidate) => words.includes(candidate))
    if (alias !== undefined) columns.set(column, words.indexOf(alias))
  }
  const sizes = cells.flatMap((cell, at) => (isSize(cell) ? [{ at, size: normalizeSize(cell) }] : []))
  const named = (["variantId", "productId", "sku", "item"] as const).some((column) => columns.has(column))
  const counted = columns.has("quantity") || sizes.length >= 2
  return named && counted ? { index, delimiter, columns, sizes: sizes.length >= 2 ? sizes : [] } : undefined
}

function readRow(
  header: Header,
  cells: readonly string[],
  at: { line: number; text: string },
): DocumentRow[] {
  const cell = (column: Column) => cells[header.columns.get(column) ?? -1] ?? ""
  const row = {
    ...EMPTY_ROW,
    ...at,
    certain: true,
    variantId: cell("variantId"),
    productId: cell("productId"),
    sku: cell("sku"),
    item: cell("item"),
    size: cell("size"),
    color: cell("color"),
    note: cell("note"),
  }
  if (header.sizes.length === 0) return [{ ...row, quantity: readUnits(cell("quantity")) }]
  return header.sizes.flatMap(({ at: place, size }) => {
    const text = cells[place] ?? ""
    // An empty cell or a dash in a size's column says that this size is not in the document.
    return text === "" || /^[-–—]$/.test(text) ? [] : [{ ...row, size, quantity: readUnits(text) }]
  })
}

function isTotal(cells: readonly string[]): boolean {
  return /^(grand )?(sub)?total\b/i.test(cells.find((cell) => cell !== "") ?? "")
}

/** A row per line: a quote left open in a pasted table must not swallow the lines after it. */
function splitCells(line: string, delimiter: string): string[] {
  if (delimiter === "  ") return line.trim().split(/\s{2,}/)
  const text = delimiter === "|" ? line.trim().replace(/^\||\|$/g, "") : line
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim())
  try {
    const [cells = []] = parse(text, { delimiter, relax_column_count: true, trim: true }) as string[][]
    return cells
  } catch {
    return text.split(delimiter).map((cell) => cell.trim())
  }
}

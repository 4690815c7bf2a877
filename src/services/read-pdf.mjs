// @ts-check
import { extractTextItems, getDocumentProxy } from "unpdf"
import { locked, tooLarge, UnreadableDocument } from "./zip-archive.mjs"

const MOST_PAGES = 300

/** @typedef {{ from: number, to: number, text: string }} Cell */

/**
 * A PDF's text as lines, top to bottom; what stands apart in a line is set apart by tabs, and what stands in one
 * column of a page stays in it where cells are empty. Its scripts are not run.
 * @param {Uint8Array} bytes
 * @returns {Promise<string>}
 * @throws UnreadableDocument when it is locked, too long, or holds pictures of text
 */
export async function readPdf(bytes) {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, enableXfa: false }).catch(
    (/** @type {Error} */ error) => {
      throw error.name === "PasswordException" ? locked() : error
    },
  )
  if (pdf.numPages > MOST_PAGES) throw tooLarge()
  const { items } = await extractTextItems(pdf)
  const text = items.map((page) => alignColumns(toRows(page)).join("\n")).join("\n")
  if (text.trim() === "") {
    throw new UnreadableDocument(
      "The PDF holds pictures and no text, as a scanner makes it.",
      "Ask the sender for the document itself, or type its lines in.",
    )
  }
  return text
}

/** @param {readonly import("unpdf").StructuredTextItem[]} page @returns {Cell[][]} */
function toRows(page) {
  const items = page.filter(({ str }) => str.trim() !== "").sort((a, b) => b.y - a.y || a.x - b.x)
  /** @type {{ y: number, items: typeof items }[]} */
  const lines = []
  for (const item of items) {
    const line = lines.at(-1)
    if (line && line.y - item.y < Math.max(2, item.fontSize * 0.5)) line.items.push(item)
    else lines.push({ y: item.y, items: [item] })
  }
  return lines.map((line) => {
    /** @type {Cell[]} */
    const cells = []
    for (const { str, x, width, fontSize } of line.items.sort((a, b) => a.x - b.x)) {
      const cell = cells.at(-1)
      const gap = cell ? x - cell.to : Number.POSITIVE_INFINITY
      if (cell && gap < fontSize) {
        cell.text += (gap > fontSize * 0.15 ? " " : "") + str
        cell.to = x + width
      } else cells.push({ from: x, to: x + width, text: str })
    }
    return cells
  })
}

/**
 * Lines of three cells and more are taken for a table: what overlaps from line to line is one column. Where that would
 * put two cells of a line into one column, the page is no table, and its cells follow each other.
 * @param {readonly Cell[][]} rows
 */
function alignColumns(rows) {
  /** @type {{ from: number, to: number }[]} */
  const columns = []
  const cells = rows.filter(({ length }) => length >= 3).flat()
  for (const { from, to } of [...cells].sort((a, b) => a.from - b.from)) {
    const column = columns.at(-1)
    if (column && from <= column.to) column.to = Math.max(column.to, to)
    else columns.push({ from, to })
  }
  return rows.map((row) => {
    const texts = row.map(({ text }) => text.trim().replace(/\s+/g, " "))
    if (row.length < 2) return texts.join("")
    const places = row.map(({ from, to }) =>
      columns.findIndex((column) => from <= column.to && to >= column.from),
    )
    const apart = places.every(
      (place, index) => place >= 0 && (index === 0 || place > (places[index - 1] ?? -1)),
    )
    if (!apart) return texts.join("\t")
    /** @type {string[]} */
    const line = columns.map(() => "")
    for (const [index, place] of places.entries()) line[place] = texts[index] ?? ""
    return line.join("\t").trimEnd()
  })
}

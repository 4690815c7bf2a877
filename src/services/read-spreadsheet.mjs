// @ts-check
import readXlsx from "read-excel-file/universal"
import { tooLarge, writeZip } from "./zip-archive.mjs"

const MOST_SHEETS = 20
const MOST_ROWS = 120_000

/**
 * A spreadsheet's cells as lines with tabs, sheet after sheet; the first sheet's lines have its rows' numbers.
 * Formulas are what they came to when the file was saved. Numbers are what a person sees where that matters: 00123
 * keeps its zeros, a date is written as 2026-03-02.
 * @param {ReadonlyMap<string, Buffer>} entries of the file
 * @returns {Promise<string>}
 * @throws UnreadableDocument when there is too much of it
 */
export async function readSpreadsheet(entries) {
  const sheetNames = [...entries.keys()].filter(
    (name) => name.startsWith("xl/worksheets/") && name.endsWith(".xml"),
  )
  if (sheetNames.length > MOST_SHEETS) throw tooLarge()
  const masks = readMasks(entries.get("xl/styles.xml")?.toString() ?? "")
  /** @type {Map<string, string | Buffer>} */
  const shown = new Map(entries)
  if (masks.size > 0) {
    for (const name of sheetNames) shown.set(name, showZeros(entries.get(name)?.toString() ?? "", masks))
  }
  const zip = writeZip(shown)
  const sheets = await readXlsx(/** @type {ArrayBuffer} */ (new Uint8Array(zip).buffer))
  if (sheets.reduce((sum, { data }) => sum + data.length, 0) > MOST_ROWS) throw tooLarge()
  return sheets
    .map(({ data }) => data.map((row) => row.map(toText).join("\t").trimEnd()).join("\n"))
    .filter((sheet) => sheet.trim() !== "")
    .join("\n\n")
}

/** @param {unknown} cell */
function toText(cell) {
  if (cell === null || cell === undefined) return ""
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, "")
  // A sum of tenths is stored with more digits than a spreadsheet shows.
  if (typeof cell === "number") return String(Number(cell.toPrecision(15)))
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE"
  return String(cell).replace(/\s+/g, " ")
}

/**
 * The styles that fill a number up with zeros, by their place in the list that cells refer to.
 * @param {string} styles
 * @returns {Map<string, { prefix: string, digits: number }>}
 */
function readMasks(styles) {
  const formats = new Map()
  for (const [tag] of styles.matchAll(/<numFmt\b[^>]*>/g)) {
    const code = tag.match(/formatCode="([^"]*)"/)?.[1]?.replaceAll("&quot;", '"')
    const mask = code?.match(/^(?:"([^"]{0,20})")?(0{2,30})$/)
    if (mask)
      formats.set(tag.match(/numFmtId="(\d+)"/)?.[1], { prefix: mask[1] ?? "", digits: mask[2]?.length ?? 0 })
  }
  const masks = new Map()
  const list = styles.match(/<cellXfs\b[\s\S]*?<\/cellXfs>/)?.[0] ?? ""
  for (const [index, [tag]] of [...list.matchAll(/<xf\b[^>]*>/g)].entries()) {
    const mask = formats.get(tag.match(/numFmtId="(\d+)"/)?.[1])
    if (mask) masks.set(String(index), mask)
  }
  return masks
}

/**
 * Numbers under such a style become the text that they show.
 * @param {string} sheet
 * @param {ReadonlyMap<string, { prefix: string, digits: number }>} masks
 */
function showZeros(sheet, masks) {
  return sheet.replace(/<c\b([^>]*[^/>])>((?:(?!<\/c>)[\s\S])*)<\/c>/g, (cell, attributes, content) => {
    const mask = masks.get(attributes.match(/\bs="(\d+)"/)?.[1] ?? "")
    const digits = content.match(/<v>(\d+)<\/v>/)?.[1]
    if (!mask || !digits || /\bt="(?!n")/.test(attributes)) return cell
    const text = mask.prefix.replaceAll("<", "") + digits.padStart(mask.digits, "0")
    return `<c${attributes.replace(/\bt="n"/, "")} t="str"><v>${text}</v></c>`
  })
}

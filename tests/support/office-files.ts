import { writeZip } from "../../src/services/zip-archive.mjs"

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"

function parts(main: string, type: string, more: Record<string, string> = {}): Map<string, string> {
  return new Map([
    [
      "[Content_Types].xml",
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="${main}"/></Relationships>`,
    ],
    ...Object.entries(more),
  ])
}

/** Markup of a cell: `{ v: 123, s: 1 }` has a style, `{ f }` a formula with what it came to, a string is text. */
export type SheetCell =
  | string
  | number
  | { readonly v: number | string; readonly s?: number; readonly f?: string }

/** A spreadsheet as Excel writes it. Style 1 shows five digits, style 2 a date. */
export function xlsx(
  sheets: readonly (readonly (readonly SheetCell[])[])[],
  extra: Record<string, string> = {},
): Buffer {
  const sheet = (rows: readonly (readonly SheetCell[])[]) =>
    `${HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map(
        (row, r) =>
          `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${columnName(c)}${r + 1}`)).join("")}</row>`,
      )
      .join("")}</sheetData></worksheet>`
  const names = sheets.map((_, index) => `xl/worksheets/sheet${index + 1}.xml`)
  return writeZip(
    parts("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", {
      "xl/workbook.xml": `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${names
        .map((_, index) => `<sheet name="S${index + 1}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join("")}</sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${names
        .map(
          (name, index) =>
            `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="${name.slice(3)}"/>`,
        )
        .join("")}<Relationship Id="rId99" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
      "xl/styles.xml": `${HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
      ...Object.fromEntries(names.map((name, index) => [name, sheet(sheets[index] ?? [])])),
      ...extra,
    }),
  )
}

function cellXml(cell: SheetCell, at: string): string {
  if (typeof cell === "string") return `<c r="${at}" t="inlineStr"><is><t>${xmlText(cell)}</t></is></c>`
  const { v, s, f } = typeof cell === "number" ? { v: cell, s: undefined, f: undefined } : cell
  const type = typeof v === "string" ? ' t="str"' : ""
  return `<c r="${at}"${s ? ` s="${s}"` : ""}${type}>${f ? `<f>${xmlText(f)}</f>` : ""}<v>${v}</v></c>`
}

function columnName(index: number): string {
  return String.fromCharCode(65 + index)
}

/** A Word document of the body's markup; see `docxTable` and `docxLine`. */
export function docx(body: string, extra: Record<string, string> = {}): Buffer {
  const document = `${HEAD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
  return writeZip(
    parts(
      "word/document.xml",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
      {
        "word/document.xml": document,
        ...extra,
      },
    ),
  )
}

export const docxLine = (text: string): string => `<w:p><w:r><w:t>${xmlText(text)}</w:t></w:r></w:p>`

export const docxTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${docxLine(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
}

/** A PDF of one page: texts at places, in points from the left and from the bottom. `trailer` goes into its trailer. */
export function pdf(
  texts: readonly (readonly [text: string, x: number, y: number])[],
  { trailer = "", catalog = "" } = {},
): Buffer {
  const stream = texts
    .map(([text, x, y]) => `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, "\\$&")}) Tj ET`)
    .join("\n")
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ]
  let file = "%PDF-1.4\n"
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`,
    "latin1",
  )
}

// @ts-check
import mammoth from "mammoth"
import { writeZip } from "./zip-archive.mjs"

/**
 * A Word document's paragraphs as lines; the rows of its tables as lines with tabs. Pictures are left out, and nothing
 * that it links to is opened.
 * @param {ReadonlyMap<string, Buffer>} entries of the file
 * @returns {Promise<string>}
 */
export async function readLetter(entries) {
  const noPicture = mammoth.images.imgElement(async () => ({ src: "" }))
  const { value } = await mammoth.convertToHtml(
    { buffer: writeZip(entries) },
    { convertImage: noPicture, externalFileAccess: false, includeEmbeddedStyleMap: false },
  )
  return toLines(value)
}

/** @param {string} html as mammoth writes it: well-formed, with its text escaped */
function toLines(html) {
  /** @type {string[]} */
  const lines = []
  let line = ""
  let tables = 0
  for (const token of html.split(/(<[^>]*>)/)) {
    const [, closes, tag] = token.match(/^<(\/?)([a-z0-9]+)/) ?? []
    if (tag === undefined) line += token.replace(/\s+/g, " ")
    else if (tag === "table") tables += closes ? -1 : 1
    else if (closes && (tag === "td" || tag === "th")) line += "\t"
    else if (closes && tag === "tr") endLine()
    else if ((closes && /^(?:p|li|h[1-6])$/.test(tag)) || tag === "br") {
      if (tables > 0) line += " "
      else endLine()
    }
  }
  endLine()
  return lines.join("\n").trimEnd()

  function endLine() {
    const cells = plainText(line).split("\t")
    lines.push(
      cells
        .map((cell) => cell.trim())
        .join("\t")
        .trimEnd(),
    )
    line = ""
  }
}

/** @param {string} text */
function plainText(text) {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
}

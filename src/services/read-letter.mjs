// @ts-check
import mammoth from "mammoth"
import { htmlLines } from "./html-lines.mjs"
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
  return htmlLines(value)
}

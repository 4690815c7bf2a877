// @ts-check
import PostalMime from "postal-mime"
import { isPdf, isZip } from "./file-kinds.mjs"
import { htmlLines } from "./html-lines.mjs"
import { UnreadableDocument } from "./zip-archive.mjs"

/** Kinds of text that list no goods. */
const OTHER_TEXT = /^text\/(?:calendar|html|vcard|x-vcard|css|javascript)$/

/**
 * What a mail (.eml) has to say about goods: the one file that it carries, otherwise its table, otherwise its text.
 * Pictures, signatures and invitations are no such file, and nothing that it links to is opened.
 * @see https://www.rfc-editor.org/rfc/rfc5322
 * @param {Uint8Array} bytes
 * @param {(file: Uint8Array) => Promise<string>} readFile
 * @returns {Promise<string>}
 * @throws UnreadableDocument when it is empty, or carries several files
 */
export async function readMail(bytes, readFile) {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 32, maxRfc822NestingDepth: 4 })
  const files = mail.attachments.map(toFile).filter(({ content, type }) => isDocument(content, type))
  const [file, ...others] = files
  if (file && others.length > 0) {
    throw new UnreadableDocument(
      `The mail carries several files: ${files.map(({ name }) => name).join(", ")}.`,
      "Save the one that lists the goods, and hand that in.",
    )
  }
  if (file) return readFile(file.content)
  const { html = "", text = "" } = mail
  const body = /<t[dh]\b/i.test(html) || text.trim() === "" ? htmlLines(html) : text
  if (body.trim() !== "") return body
  throw new UnreadableDocument("The mail has neither text nor a file.", "Ask the sender for the list itself.")
}

/** @param {import("postal-mime").Attachment} attachment */
function toFile({ filename, mimeType, content }) {
  const bytes = typeof content === "string" ? Buffer.from(content) : new Uint8Array(content)
  return { name: filename ?? "a file without a name", type: mimeType, content: bytes }
}

/** @param {Uint8Array} content @param {string} type */
function isDocument(content, type) {
  return isPdf(content) || isZip(content) || (type.startsWith("text/") && !OTHER_TEXT.test(type))
}

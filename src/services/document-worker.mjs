// @ts-check
import { parentPort, workerData } from "node:worker_threads"
import { decodeText } from "./decode-text.mjs"
import { isPdf, isZip } from "./file-kinds.mjs"
import { readLetter } from "./read-letter.mjs"
import { readMail } from "./read-mail.mjs"
import { readPdf } from "./read-pdf.mjs"
import { readSpreadsheet } from "./read-spreadsheet.mjs"
import { broken, readOffice, UnreadableDocument } from "./zip-archive.mjs"

// Plain JavaScript, since a worker thread is started from its file and not through Next's bundler.
try {
  parentPort?.postMessage({ text: await read(Buffer.from(workerData)) })
} catch (error) {
  const known = error instanceof UnreadableDocument ? error : broken()
  parentPort?.postMessage({ problem: known.message, userAction: known.userAction })
}

/** By what the file is, whatever it is called. A mail is the only text that comes here. @param {Buffer} bytes */
async function read(bytes) {
  if (isPdf(bytes)) return readPdf(new Uint8Array(bytes))
  return isZip(bytes) ? readArchive(bytes) : readMail(bytes, readAttachment)
}

/** @param {Uint8Array} bytes @returns {Promise<string>} */
async function readAttachment(bytes) {
  if (isPdf(bytes) || isZip(bytes)) return read(Buffer.from(bytes))
  const text = decodeText(bytes)
  if (text === undefined) throw broken()
  return text
}

/** @param {Buffer} bytes */
async function readArchive(bytes) {
  const entries = readOffice(bytes)
  if (entries.has("xl/workbook.xml")) return readSpreadsheet(entries)
  if (entries.has("word/document.xml")) return readLetter(entries)
  throw new UnreadableDocument(
    "This archive is no spreadsheet and no Word document.",
    "Hand in the xlsx, docx, PDF or CSV itself.",
  )
}

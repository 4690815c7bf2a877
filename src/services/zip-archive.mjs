// @ts-check
import { crc32, inflateRawSync } from "node:zlib"

/** What is wrong with a document, in words for the person who handed it in. */
export class UnreadableDocument extends Error {
  /** @param {string} message @param {string} userAction */
  constructor(message, userAction) {
    super(message)
    this.userAction = userAction
  }
}

const MOST_ENTRIES = 2_000
/** Of everything that is taken out. A hundred thousand rows of a spreadsheet are some 60 MB of markup. */
const MOST_BYTES = 150_000_000

export const broken = () =>
  new UnreadableDocument(
    "The file is broken, or is no document.",
    "Open it, save it again, and hand that in.",
  )

/**
 * The entries of a zip archive whose names are wanted, by what really comes out of them and not by what the archive
 * says about itself.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.12 and 4.3.16
 * @param {Buffer} zip
 * @param {(name: string) => boolean} wanted
 * @returns {Map<string, Buffer>}
 * @throws UnreadableDocument when it is broken, locked, or unpacks to too much
 */
export function readZip(zip, wanted) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"))
  if (end < 0 || end + 22 > zip.length) throw broken()
  const count = zip.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw tooLarge()
  /** @type {Map<string, Buffer>} */
  const entries = new Map()
  let left = MOST_BYTES
  let at = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw broken()
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength)
    if (wanted(name)) {
      if (entries.has(name)) throw broken()
      const content = unpack(zip, at, left)
      left -= content.length
      entries.set(name, content)
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** @param {Buffer} zip @param {number} at @param {number} most */
function unpack(zip, at, most) {
  if (zip.readUInt16LE(at + 8) & 1) throw locked()
  const method = zip.readUInt16LE(at + 10)
  const size = zip.readUInt32LE(at + 20)
  const local = zip.readUInt32LE(at + 42)
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== 0x04034b50) throw broken()
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(from, from + size)
  if (packed.length !== size || (method !== 0 && method !== 8)) throw broken()
  if (method === 0) {
    if (size > most) throw tooLarge()
    return packed
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw /** @type {NodeJS.ErrnoException} */ (error).code === "ERR_BUFFER_TOO_LARGE" ? tooLarge() : broken()
  }
}

export function locked() {
  return new UnreadableDocument(
    "The file is protected by a password.",
    "Remove the password, or save it as CSV, and hand that in.",
  )
}

export function tooLarge() {
  return new UnreadableDocument(
    "The file holds more than is read at once.",
    "Split it, or save the table as CSV, and hand its parts in.",
  )
}

/**
 * The markup of an Office file. Its pictures, macros and whatever else it brings stay in it.
 * @param {Buffer} zip
 * @throws UnreadableDocument as readZip, and for markup that defines entities: no Office writes that
 */
export function readOffice(zip) {
  const entries = readZip(
    zip,
    (name) =>
      !name.includes("..") && /^(?:\[Content_Types\]|_rels\/|word\/|xl\/).*\.?(?:xml|rels)$/.test(name),
  )
  for (const content of entries.values()) {
    if (content.includes("<!DOCTYPE") || content.includes("<!ENTITY")) throw broken()
  }
  return entries
}

/**
 * A plain archive, nothing packed. What a library is given to read is made anew from what was checked, so that it and
 * we cannot read one file in two ways.
 * @param {ReadonlyMap<string, string | Uint8Array>} entries
 * @returns {Buffer}
 */
export function writeZip(entries) {
  /** @type {Buffer[]} */
  const locals = []
  /** @type {Buffer[]} */
  const directory = []
  let offset = 0
  for (const [path, content] of entries) {
    const name = Buffer.from(path)
    const data = Buffer.from(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x0800, 2)
    head.writeUInt32LE(crc32(data), 10)
    head.writeUInt32LE(data.length, 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt16LE(name.length, 22)
    locals.push(Buffer.from("PK\x03\x04", "latin1"), head, name, data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, tail, name)
    offset += 30 + name.length + data.length
  }
  const size = Buffer.concat(directory).length
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(entries.size, 8)
  end.writeUInt16LE(entries.size, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

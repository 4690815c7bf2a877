// @ts-check

/** By its first bytes, whatever it is called. @param {Uint8Array} bytes */
export const isPdf = (bytes) => begins(bytes, "%PDF-")

/** Office's files are archives of this kind. @param {Uint8Array} bytes */
export const isZip = (bytes) => begins(bytes, "PK\x03\x04")

/** What Office wrote before 2007, Outlook's msg, and what it locks with a password. @param {Uint8Array} bytes */
export const isOldOffice = (bytes) => begins(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

/** @param {Uint8Array} bytes @param {string} mark */
function begins(bytes, mark) {
  return Buffer.from(bytes.subarray(0, mark.length)).toString("latin1") === mark
}

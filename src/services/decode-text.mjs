// @ts-check

/**
 * UTF-8; UTF-16 with its mark, as Excel writes "Unicode text"; otherwise what Windows writes in the West.
 * @param {Uint8Array} bytes
 * @returns {string | undefined} undefined for what is no text
 */
export function decodeText(bytes) {
  const [first, second] = bytes
  const utf16 =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff && "utf-16be"
  for (const encoding of utf16 ? [utf16] : ["utf-8", "windows-1252"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a binary file from text.
      if (!/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return text
    } catch {
      // The next encoding may fit.
    }
  }
  return undefined
}

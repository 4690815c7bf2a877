import { StoreError } from "../../errors"
import { pictureSizeOf } from "./picture-size"
import { MAX_IMAGE_BYTES } from "./product-input"

export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** A picture of a few bytes can say that it has gigabytes of pixels, which whoever shows it would set aside. */
const MAX_PIXELS = 50_000_000

/**
 * What the bytes are, by their first ones: what a sender or server claims about them is not believed.
 * @throws StoreError VALIDATION_ERROR for anything but PNG, JPEG and WebP, above 4 MiB, and above 50 megapixels
 */
export function imageTypeOf(bytes: Uint8Array, field: "imageBase64" | "imageSourceUrl"): ImageType {
  const invalid = (message: string) =>
    new StoreError("VALIDATION_ERROR", `${field}: ${message}`, {
      userAction: "Send a PNG, JPEG or WebP picture of at most 4 MiB and 50 megapixels.",
      details: { issues: [{ field, message }] },
    })
  if (bytes.byteLength > MAX_IMAGE_BYTES)
    throw invalid(`The picture is larger than ${MAX_IMAGE_BYTES} bytes.`)
  const type = typeOf(bytes)
  const size = type && pictureSizeOf(bytes, type)
  if (!size) throw invalid("This is not a PNG, JPEG or WebP picture.")
  if (size.width * size.height > MAX_PIXELS)
    throw invalid(`The picture has ${size.width} × ${size.height} pixels, which is too many.`)
  return type
}

function typeOf(bytes: Uint8Array): ImageType | undefined {
  const starts = (magic: readonly number[], at = 0) =>
    magic.every((byte, index) => bytes[at + index] === byte)
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png"
  if (starts([0xff, 0xd8, 0xff])) return "image/jpeg"
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return "image/webp"
  return undefined
}

/** @throws StoreError VALIDATION_ERROR when the text is not base64 */
export function decodeImage(text: string): Uint8Array {
  const base64 = text.replace(/^data:image\/[a-z+.-]+;base64,/, "").replace(/\s+/g, "")
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) {
    const message = "This is not base64."
    throw new StoreError("VALIDATION_ERROR", `imageBase64: ${message}`, {
      details: { issues: [{ field: "imageBase64", message }] },
    })
  }
  return Buffer.from(base64, "base64")
}

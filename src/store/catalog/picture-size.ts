import type { ImageType } from "./product-image"

/** A picture's width and height in pixels, as its head says; undefined when there is no such head. */
export function pictureSizeOf(
  bytes: Uint8Array,
  type: ImageType,
): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const [width, height] = READERS[type](view) ?? [0, 0]
    return width > 0 && height > 0 ? { width, height } : undefined
  } catch (error) {
    // The head ends before it says how large the picture is.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

type Size = readonly [width: number, height: number]

const READERS: Readonly<Record<ImageType, (view: DataView) => Size | undefined>> = {
  /** w3.org/TR/png-3, 11.2.1: the first chunk is IHDR. */
  "image/png": (view) => (view.getUint32(12) === IHDR ? [view.getUint32(16), view.getUint32(20)] : undefined),

  /** ITU-T T.81, B.1.1: segments, of which one that starts a frame says the size. */
  "image/jpeg"(view) {
    for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
      const marker = view.getUint8(at + 1)
      if (STARTS_OF_FRAME.has(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)]
    }
    return undefined
  },

  /** developers.google.com/speed/webp/docs/riff_container: extended, lossless, lossy. */
  "image/webp"(view) {
    const kind = view.getUint32(12)
    if (kind === VP8X) return [uint24(view, 24) + 1, uint24(view, 27) + 1]
    if (kind === VP8L) {
      const bits = view.getUint32(21, true)
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
    }
    if (kind === VP8) return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
    return undefined
  },
}

/** Four letters as one number. */
const IHDR = 0x49484452
const VP8X = 0x56503858
const VP8L = 0x5650384c
const VP8 = 0x56503820

/** SOF0 to SOF15 without DHT, JPG and DAC, which share their range. */
const STARTS_OF_FRAME = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
])

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

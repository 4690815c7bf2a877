import { describe, expect, it } from "vitest"
import { jpeg, png, webp } from "../../../tests/support/pictures"
import { pictureSizeOf } from "./picture-size"

const size = { width: 640, height: 481 }

describe("a picture's size", () => {
  it.each([
    ["image/png", png(size)],
    ["image/jpeg", jpeg(size)],
    ["image/webp", webp("VP8X", size)],
    ["image/webp", webp("VP8L", size)],
    ["image/webp", webp("VP8 ", size)],
  ] as const)("is read from the head of %s", (type, bytes) => {
    expect(pictureSizeOf(bytes, type)).toEqual(size)
    for (let length = 0; length < bytes.length; length++) {
      const cut = pictureSizeOf(bytes.subarray(0, length), type)
      expect(cut === undefined || (cut.width === size.width && cut.height === size.height)).toBe(true)
    }
  })

  it("is unknown when the head says nothing, or nothing at all", () => {
    expect(pictureSizeOf(png({ width: 0, height: 5 }), "image/png")).toBeUndefined()
    expect(pictureSizeOf(Buffer.alloc(64), "image/png")).toBeUndefined()
    expect(pictureSizeOf(Buffer.alloc(64, 0xff), "image/jpeg")).toBeUndefined()
    expect(pictureSizeOf(Buffer.alloc(64), "image/webp")).toBeUndefined()
  })
})

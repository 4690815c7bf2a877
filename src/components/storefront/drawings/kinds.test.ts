import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { DRAWN_PRODUCTS, drawingFile, drawingKind } from "./kinds"

describe("the drawing of a product", () => {
  it.each([
    ["T-Shirt", "", "tee"],
    ["Hoodie", "", "hoodie"],
    ["Socks", "", "socks"],
    ["Mug", "", "mug"],
    ["Hat", "", "cap"],
    ["Stickers", "", "stickers"],
    ["Water bottle", "", "mug"],
    ["Keyboard", "", "parcel"],
    ["Keyboard", "drawing:cap", "cap"],
    ["T-Shirt", "https://example.com/tee.png", "tee"],
  ])("of type %s with image %j is the %s", (type, image, kind) => {
    expect(drawingKind(type, image)).toBe(kind)
  })

  it("comes from its file only in the colour that the file was drawn in", () => {
    expect(drawingFile("baseball-cap", "cap", "#1a161c")).toBe("/products/baseball-cap.svg")
    expect(drawingFile("baseball-cap", "cap", "#FFFFFF")).toBeUndefined()
    expect(drawingFile("constructor", "cap", "#1A161C")).toBeUndefined()
  })

  it.each(Object.keys(DRAWN_PRODUCTS))("of %s exists as a file that needs no script and no font", (slug) => {
    const file = new URL(`../../../../public/products/${slug}.svg`, import.meta.url)
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, "utf8")).not.toMatch(/<script|<text|href=/)
  })
})

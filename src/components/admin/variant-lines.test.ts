import { expect, it } from "vitest"
import { readProductTexts } from "../../store/catalog/read-product-texts"
import { axesOf, hasCell, toggleCell } from "./variant-lines"

const TEXT = "var_tee-m | M | grey\ngrey / L: 24"

it("reads the colours and sizes that span the grid", () => {
  expect(axesOf("Grey #B8B5AE Heather Grey\nblack #000000", "S, M\nL")).toEqual({
    colors: ["grey", "black"],
    sizes: ["S", "M", "L"],
  })
  expect(axesOf("", "")).toEqual({ colors: [""], sizes: [""] })
})

it("finds a cell's line however it is written, and no other cell's", () => {
  for (const size of ["M", "L"]) expect(hasCell(TEXT, { color: "grey", size })).toBe(true)
  expect(hasCell(TEXT, { color: "grey", size: "S" })).toBe(false)
  expect(hasCell(TEXT, { color: "black", size: "M" })).toBe(false)
  expect(hasCell("var_mug-one", { color: "", size: "" })).toBe(true)
})

it("takes a line away, and adds one that the product's text form reads as that cell", () => {
  expect(toggleCell(TEXT, { color: "grey", size: "M" })).toBe("grey / L: 24")
  for (const cell of [
    { color: "black", size: "XXL" },
    { color: "black", size: "" },
    { color: "", size: "12 oz" },
    { color: "", size: "" },
  ]) {
    expect(readProductTexts({ variantsText: toggleCell("", cell) }).variants).toEqual([cell])
  }
})

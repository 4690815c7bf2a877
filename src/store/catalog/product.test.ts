import { describe, expect, it } from "vitest"
import { compareSizes } from "./product"

describe("sizes", () => {
  it("stand from XS to XXXL, then anything else by name", () => {
    const sizes = ["XXXL", "One", "M", "10", "XS", "9", "XL", "S", "XXL", "L"]
    expect(sizes.sort(compareSizes)).toEqual(["XS", "S", "M", "L", "XL", "XXL", "XXXL", "9", "10", "One"])
  })
})

import { describe, expect, it } from "vitest"
import { asText } from "./sheet-row"

describe("a cell of the sheet", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠x"])(
    "is text even when it begins like a formula: %j",
    (cell) => {
      expect(asText(cell)).toBe(`'${cell}`)
    },
  )

  it.each(["Ada", "a=b", "12 Rue d'Alger", ""])("is left alone otherwise: %j", (cell) => {
    expect(asText(cell)).toBe(cell)
  })
})

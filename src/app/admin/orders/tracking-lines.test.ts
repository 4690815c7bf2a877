import { describe, expect, it } from "vitest"
import { newId } from "@/store/identifiers"
import { readTrackingLines } from "./tracking-lines"

const [first, second] = [newId("order"), newId("order")]

describe("pasted tracking numbers", () => {
  it("are read with commas, tabs, semicolons or spaces, with a header or without", () => {
    const text = `order_id,tracking\n${first},1Z999\r\n"${second}";"JD-0146"\n\n`
    expect(readTrackingLines(text)).toEqual([
      { line: 2, orderId: first, tracking: "1Z999" },
      { line: 3, orderId: second, tracking: "JD-0146" },
    ])
    expect(readTrackingLines(`${first}\t1Z999`)).toEqual([{ line: 1, orderId: first, tracking: "1Z999" }])
  })

  it("keep the lines that cannot be used, each with its reason", () => {
    const problems = readTrackingLines(`nonsense 1Z999\n${first}\n${second} 1Z999\n${second} 1Z998`).map(
      ({ problem }) => problem ?? null,
    )
    expect(problems).toEqual([
      "The line does not begin with an order's id.",
      "The tracking number has 4 to 60 letters, digits and dashes.",
      null,
      "The order stands in an earlier line too.",
    ])
  })
})

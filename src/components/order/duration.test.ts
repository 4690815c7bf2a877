import { describe, expect, it } from "vitest"
import { durationText } from "./duration"

describe("a duration", () => {
  it.each([
    [-3, "0 ms"],
    [0, "0 ms"],
    [320, "320 ms"],
    [1400, "1.4 s"],
    [59_900, "59.9 s"],
    [125_000, "2 min 5 s"],
    [7_260_000, "2 h 1 min"],
  ])("of %d ms reads %s", (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})

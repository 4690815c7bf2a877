import { expect, it } from "vitest"
import { shareOfDurations } from "./duration-bucket"

const bucketOf = (ms: number) => Math.round(8 * Math.log2(Math.max(ms, 1)))

it("reads the median and the slowest twentieth of durations to within a twentieth of themselves", () => {
  const durations = Array.from({ length: 1_001 }, (_, index) => 3 + index * 7)
  const counts = durations.map((ms) => ({ bucket: bucketOf(ms), count: 1 }))
  for (const [share, exact] of [
    [0.5, 3 + 500 * 7],
    [0.95, 3 + 950 * 7],
  ] as const) {
    expect(Math.abs((shareOfDurations(counts, share) ?? 0) / exact - 1)).toBeLessThan(0.05)
  }
})

it("knows no median of nothing, and calls what took no time nothing", () => {
  expect(shareOfDurations([], 0.5)).toBeNull()
  expect(shareOfDurations([{ bucket: bucketOf(0), count: 2 }], 0.5)).toBe(0)
})

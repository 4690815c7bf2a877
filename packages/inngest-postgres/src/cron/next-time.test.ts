import { expect, test } from "vitest"
import { nextTime } from "./next-time"

function times(expression: string, from: string, count: number, timezone: string | null = "Europe/Paris") {
  const found: string[] = []
  for (let after = new Date(from); found.length < count; after = new Date(found.at(-1) ?? from)) {
    found.push(nextTime({ expression, timezone }, after))
  }
  return found
}

test("a daily time is one of the zone's clock, before and after the clock is changed", () => {
  expect(times("0 9 * * *", "2026-03-27T12:00:00Z", 3)).toEqual([
    "2026-03-28T08:00:00.000Z",
    "2026-03-29T07:00:00.000Z",
    "2026-03-30T07:00:00.000Z",
  ])
  expect(times("0 9 * * *", "2026-10-23T12:00:00Z", 3)).toEqual([
    "2026-10-24T07:00:00.000Z",
    "2026-10-25T08:00:00.000Z",
    "2026-10-26T08:00:00.000Z",
  ])
  expect(times("0 9 * * *", "2026-03-28T12:00:00Z", 1, null)).toEqual(["2026-03-29T09:00:00.000Z"])
})

test("a time that the clock leaves out comes an hour later that day, and one that it has twice comes once", () => {
  expect(times("30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual([
    "2026-03-29T01:30:00.000Z",
    "2026-03-30T00:30:00.000Z",
  ])
  expect(times("30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ])
})

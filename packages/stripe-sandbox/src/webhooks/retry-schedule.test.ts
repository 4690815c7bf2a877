import { expect, it } from "vitest"
import { nextAttemptAt } from "./retry-schedule"

it("retries soon, then hourly, and gives up after three days", () => {
  const first = new Date("2027-03-01T12:00:00Z")
  const delays: number[] = []
  let now = first
  for (let attempts = 1; ; attempts++) {
    const next = nextAttemptAt(attempts, first, now)
    if (!next) break
    delays.push((next.getTime() - now.getTime()) / 1000)
    now = next
  }
  expect(delays.slice(0, 7)).toEqual([1, 5, 30, 120, 600, 3600, 3600])
  expect(now.getTime() - first.getTime()).toBeGreaterThan(71 * 60 * 60 * 1000)
  expect(now.getTime() - first.getTime()).toBeLessThanOrEqual(72 * 60 * 60 * 1000)
})

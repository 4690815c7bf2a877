import { expect, test } from "vitest"
import { retryAfterMs, tableRetryDelayMs } from "./retry-delay"

const SECOND = 1000

test("retries wait as long as Inngest's table says, and never more than half a minute longer", () => {
  const seconds = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200, 7200]
  for (const [attempt, least] of seconds.entries()) {
    const delayMs = tableRetryDelayMs(attempt)
    expect(delayMs).toBeGreaterThanOrEqual(least * SECOND)
    expect(delayMs).toBeLessThanOrEqual((least + 30) * SECOND)
  }
})

test("retry-after is read as seconds or as a date, between a second and a day", () => {
  const now = Date.parse("2026-11-23T08:00:00Z")
  expect(retryAfterMs("90", now)).toBe(90 * SECOND)
  expect(retryAfterMs("2026-11-23T08:05:00Z", now)).toBe(300 * SECOND)
  expect(retryAfterMs("2026-11-23T07:00:00Z", now)).toBe(SECOND)
  expect(retryAfterMs("999999999", now)).toBe(24 * 3600 * SECOND)
  expect(retryAfterMs("soon", now)).toBeNull()
  expect(retryAfterMs(null, now)).toBeNull()
})

import { afterEach, beforeEach, expect, vi } from "vitest"

let expected = 0

/** Says that the running test will log this many errors. */
export function expectConsoleErrors(count: number): void {
  expected = count
}

beforeEach(() => {
  expected = 0
  vi.spyOn(console, "error").mockImplementation(() => undefined)
})

afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls
  vi.restoreAllMocks()
  expect(calls.length, `console.error was called:\n${calls.map(String).join("\n")}`).toBe(expected)
})

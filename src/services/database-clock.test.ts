import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { Sql } from "../database"
import { type Clock, openDatabaseClock } from "./database-clock"

const NOON = Date.parse("2026-03-02T12:00:00Z")
const MINUTE = 60_000

/** What the database answers, at once or after a while; undefined when it does not answer at all. */
let answer: { ms: number; afterMs?: number } | undefined
const sql = {
  async query() {
    if (!answer) throw new Error("The database is away")
    await vi.advanceTimersByTimeAsync(answer.afterMs ?? 0)
    return { rows: [{ ms: answer.ms }] }
  },
} as unknown as Sql

let clock: Clock
beforeEach(async () => {
  vi.useFakeTimers()
  // This process is a day ahead of its database.
  vi.setSystemTime(NOON + 24 * 60 * MINUTE)
  answer = { ms: NOON }
  clock = await openDatabaseClock(sql)
})
afterEach(() => {
  clock.close()
  vi.useRealTimers()
})

const seconds = () => (clock.now().getTime() - NOON) / 1_000

describe("the shop's clock", () => {
  it("is the database's, and goes on when this process's own is set", async () => {
    expect(seconds()).toBe(0)
    await vi.advanceTimersByTimeAsync(10_000)
    vi.setSystemTime(NOON - 60 * MINUTE)
    expect(seconds()).toBe(10)
  })

  it("follows the database, and goes on alone while that is away", async () => {
    answer = undefined
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(seconds()).toBe(120)
    answer = { ms: NOON + 200_000 }
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(seconds()).toBe(200)
  })

  it("is not moved by less than a look at the database took", async () => {
    answer = { ms: NOON + MINUTE + 3, afterMs: 10 }
    await vi.advanceTimersByTimeAsync(MINUTE)
    await vi.advanceTimersByTimeAsync(20)
    expect(seconds()).toBeCloseTo(60.03, 6)
  })
})

import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { createLoop } from "./loop"

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const start = (job: { run?: () => Promise<unknown>; nextDueInMs?: () => Promise<number> } = {}) => {
  const run = vi.fn(job.run ?? (async () => {}))
  const onError = vi.fn()
  const nextDueInMs = job.nextDueInMs ?? (async () => Number.POSITIVE_INFINITY)
  const loop = createLoop({ run, nextDueInMs, onError })
  loop.start()
  return { loop, run, onError }
}

it("runs at the start, when woken, when something is due, and every five seconds anyway", async () => {
  let due = 1_000
  const { loop, run } = start({ nextDueInMs: async () => due })
  await vi.advanceTimersByTimeAsync(0)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run).toHaveBeenCalledTimes(2)
  due = Number.POSITIVE_INFINITY
  loop.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(run).toHaveBeenCalledTimes(3)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(run).toHaveBeenCalledTimes(4)
  await loop.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(run).toHaveBeenCalledTimes(4)
})

it("runs once more when it is woken during a run, and never twice at once", async () => {
  const gates: (() => void)[] = []
  const { loop, run } = start({ run: () => new Promise<void>((resolve) => gates.push(resolve)) })
  loop.wake()
  loop.wake()
  expect(run).toHaveBeenCalledTimes(1)
  gates.shift()?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(run).toHaveBeenCalledTimes(2)
  const stopped = loop.stop()
  gates.shift()?.()
  await stopped
  expect(run).toHaveBeenCalledTimes(2)
})

it("reports a failure and goes on", async () => {
  let failing = true
  const { loop, run, onError } = start({
    run: async () => {
      if (failing) throw new Error("database gone")
    },
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(onError).toHaveBeenCalledTimes(1)
  failing = false
  await vi.advanceTimersByTimeAsync(5_000)
  expect(run).toHaveBeenCalledTimes(2)
  expect(onError).toHaveBeenCalledTimes(1)
  await loop.stop()
})

it("does not spin on something that is due but held by somebody else", async () => {
  const { loop, run } = start({ nextDueInMs: async () => -10_000 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run.mock.calls.length).toBeLessThanOrEqual(5)
  await loop.stop()
})

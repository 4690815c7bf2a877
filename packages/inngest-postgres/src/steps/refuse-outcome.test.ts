import { expect, test } from "vitest"
import { type RunState, remember } from "../runs/run-state"
import { type Memo, memoOf } from "./memo"
import { tooMuch } from "./refuse-outcome"

function emptyRun(): RunState {
  return {
    id: "run",
    functionId: "shop-f",
    events: [],
    steps: new Map(),
    stack: [],
    bytes: 0,
    plain: true,
    parentRunId: null,
  }
}

/** Three bytes for each character: limits are of bytes. */
function memo(id: string, characters: number): Memo {
  const data = "\u20ac".repeat(characters)
  return memoOf(
    { id, op: "StepRun", name: id, displayName: id, opts: {}, data, error: null, timing: null },
    0,
  )
}

test("a run may remember 32 MB in all, and a memo that it has already counts once", () => {
  const run = emptyRun()
  for (let n = 0; n < 10; n++) remember(run, [memo(`step-${n}`, 1_100_000)])
  remember(run, [memo("step-0", 1_100_000)])
  expect(tooMuch(run, [memo("step-0", 1_100_000)])).toBeNull()
  expect(tooMuch(run, [memo("small", 1000)])).toBeNull()
  expect(tooMuch(run, [memo("next", 1_100_000)])).toMatchObject({
    name: "StateTooLarge",
    message: expect.stringContaining("33554432 bytes"),
  })
})

test("a run may have a thousand steps", () => {
  const run = emptyRun()
  remember(
    run,
    Array.from({ length: 999 }, (_, n) => ({ id: `step-${n}`, output: "1" })),
  )
  expect(tooMuch(run, [memo("thousandth", 1)])).toBeNull()
  expect(tooMuch(run, [memo("thousandth", 1), memo("one-more", 1)])?.name).toBe("TooManySteps")
})

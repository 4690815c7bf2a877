import { expect, test } from "vitest"
import { newRunId } from "./run-id"

test("ids of runs rise in the order they are made, also within a millisecond", () => {
  const ids = Array.from({ length: 1000 }, () => newRunId())
  expect(ids).toEqual([...new Set(ids)].sort())
})

import { expect, test } from "vitest"
import { eventIds } from "./event-id"

test("a seeded id is the one the Inngest server gives for the same seed", () => {
  expect(eventIds(1, "1795422009597,b1DR4K+dsX8D5w==", 0)).toEqual(["01M83QVE7XDX8D3R5FKPRQY0Z8"])
})

test("the events of one request have different ids, and the same ones when it is sent again", () => {
  const seed = "1795422009597,b1DR4K+dsX8D5w=="
  const ids = eventIds(3, seed, 0)
  expect(new Set(ids).size).toBe(3)
  expect(eventIds(3, seed, 99)).toEqual(ids)
})

test("without a usable seed the ids are new each time", () => {
  expect(eventIds(1, "nonsense", 1_700_000_000_000)).not.toEqual(eventIds(1, null, 1_700_000_000_000))
})

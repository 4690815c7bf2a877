import { expect, test } from "vitest"
import { gather } from "./gather"

test("who asks while others are answered is answered with everyone who waits, and the first waits for nobody", async () => {
  const groups: number[][] = []
  const double = gather(
    async (items: readonly number[]) => {
      groups.push([...items])
      await Promise.resolve()
      return items.map((item) => item * 2)
    },
    { atMost: 3 },
  )
  const answers = await Promise.all([1, 2, 3, 4, 5].map(double))
  expect(answers).toEqual([2, 4, 6, 8, 10])
  expect(groups).toEqual([[1], [2, 3, 4], [5]])
  expect(await double(6)).toBe(12)
})

test("one that cannot be done fails alone", async () => {
  const groups: number[][] = []
  const ask = gather(
    async (items: readonly number[]) => {
      groups.push([...items])
      await Promise.resolve()
      if (items.includes(2)) throw new Error("not 2")
      return items
    },
    { atMost: 9 },
  )
  const answers = await Promise.allSettled([1, 2, 3].map(ask))
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
  expect(groups).toEqual([[1], [2, 3], [2], [3]])
  await expect(ask(2)).rejects.toThrow("not 2")
  expect(await ask(4)).toBe(4)
})

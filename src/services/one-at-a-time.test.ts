import { expect, it } from "vitest"
import { oneAtATime } from "./one-at-a-time"

it("whoever asks while the work is done has it done once more, also in the very turn it ends", async () => {
  const ends: (() => void)[] = []
  let running = 0
  const ask = oneAtATime(async () => {
    running++
    expect(running).toBe(1)
    await new Promise<void>((resolve) => ends.push(resolve))
    running--
  })
  ask()
  ask()
  ask()
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  // Between the end of the work and whatever follows it.
  for (let turn = 0; turn < 5; turn++) await undefined
  ask()
  await expect.poll(() => ends.length).toBe(3)
})

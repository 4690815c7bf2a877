import { expect, test } from "vitest"
import type { PaymentEvent } from "../store/orders/payment-event"
import { openInbox } from "./inbox"

const event = (id: string) => ({ id }) as PaymentEvent

/** Writes when the test says so, and tells what was written with what. */
function heldDatabase(refused?: string) {
  const groups: string[][] = []
  const held: (() => void)[] = []
  const inbox = openInbox(async (events) => {
    groups.push(events.map(({ id }) => id))
    if (events.length > 1 || events[0]?.id === "first")
      await new Promise<void>((resolve) => held.push(resolve))
    if (events.some(({ id }) => id === refused)) throw new Error(`refuses ${refused}`)
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  /** Keeps the first event, which is being written from then on. */
  const begin = async () => {
    const first = inbox.keep(event("first"))
    await turn()
    return { first }
  }
  const release = async () => {
    await turn()
    held.shift()?.()
  }
  return { inbox, groups, begin, release }
}

test("an event alone is written at once, and those that come meanwhile together after it", async () => {
  const { inbox, groups, begin, release } = heldDatabase()
  const { first } = await begin()
  const others = ["a", "b", "c"].map((id) => inbox.keep(event(id)))
  await release()
  await first
  expect(groups).toEqual([["first"], ["a", "b", "c"]])
  await release()
  await Promise.all(others)
  await inbox.keep(event("later"))
  expect(groups.at(-1)).toEqual(["later"])
})

test("of those written together, one that is refused fails alone", async () => {
  const { inbox, begin, release } = heldDatabase("b")
  const { first } = await begin()
  const others = Promise.allSettled(["a", "b", "c"].map((id) => inbox.keep(event(id))))
  await release()
  await first
  await release()
  expect(await others).toEqual([
    { status: "fulfilled", value: undefined },
    { status: "rejected", reason: new Error("refuses b") },
    { status: "fulfilled", value: undefined },
  ])
})

test("a flood is waited for until it is kept, and one event is no flood", async () => {
  const { inbox, begin, release } = heldDatabase()
  const { first } = await begin()
  await inbox.calm()
  const others = ["a", "b", "c", "d"].map((id) => inbox.keep(event(id)))
  let calm = false
  const waiting = inbox.calm().then(() => {
    calm = true
  })
  await release()
  await first
  expect(calm).toBe(false)
  await release()
  await Promise.all([...others, waiting])
})

test("a flood that does not end is not waited for any longer", async () => {
  const { inbox } = heldDatabase()
  for (const id of ["first", "a", "b", "c", "d"]) void inbox.keep(event(id))
  await inbox.calm()
})

test("a write that hangs holds up those after it for a second only", async () => {
  const { inbox, begin, groups } = heldDatabase()
  await begin()
  await inbox.keep(event("a"))
  expect(groups).toEqual([["first"], ["a"]])
})

import fc from "fast-check"
import type { OrderStatus } from "../../../src/store/orders/order"
import { SHELF } from "./model"

/** How the world goes wrong during a move: the process dies after so many deeds, or the provider's wire breaks. */
export interface Mishap {
  readonly diesAfter?: number
  readonly wire?: {
    readonly method: "createSession" | "getSession" | "expireSession" | "refund" | "listCompletedSessions"
    readonly when: "before" | "after"
  }
}

type Lines = readonly { readonly variantId: string; readonly quantity: number }[]

/** What people, the provider, the clock and the engine do. Numbers choose among what there is by then. */
export type Deed =
  | { readonly do: "receive" | "count" | "correct"; readonly variantId: string; readonly units: number }
  | {
      readonly do: "make code"
      readonly maxRedemptions: number
      readonly maxPerPerson: number | null
      readonly off: "all" | "half" | "5 dollars"
    }
  | {
      readonly do: "checkout"
      readonly lines: Lines
      readonly code: number | null
      readonly instead: number | null
    }
  | { readonly do: "submit"; readonly lines: Lines; readonly code: number | null; readonly buyer: number }
  | { readonly do: "pay"; readonly which: number; readonly by: "card" | "bank"; readonly buyer: number }
  | { readonly do: "bank answers"; readonly which: number; readonly yes: boolean }
  | { readonly do: "webhook"; readonly which: number; readonly times: number }
  | { readonly do: "confirm" | "erase" | "dispute" | "resume"; readonly which: number }
  | {
      readonly do: "ask status"
      readonly which: number
      readonly status: OrderStatus
      readonly by: "buyer" | "desk"
    }
  | { readonly do: "refund" | "refund by hand"; readonly which: number; readonly share: number }
  | { readonly do: "wait"; readonly minutes: number }
  | { readonly do: "sweep" | "send outbox" }
  | { readonly do: "work"; readonly which: number }

export type Move = Deed & { readonly mishap?: Mishap | undefined }
/** Moves of one group happen at once. */
export type Story = readonly (readonly Move[])[]

const some = fc.nat({ max: 30 })
const variantId = fc.constantFrom(...SHELF.map((item) => item.variantId))
const lines = fc.uniqueArray(fc.record({ variantId, quantity: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 2,
  selector: (line) => line.variantId,
})
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 })
const buyer = fc.nat({ max: 2 })

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("checkout"), lines, code: maybe(some), instead: maybe(some) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("submit"), lines, code: maybe(some), buyer }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("pay"),
      which: some,
      by: fc.constantFrom("card", "card", "bank"),
      buyer,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("bank answers"), which: some, yes: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("webhook"), which: some, times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("confirm", "confirm", "erase", "dispute", "resume"),
      which: some,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("ask status"),
      which: some,
      status: fc.constantFrom("fulfilled", "shipped", "cancelled"),
      by: fc.constantFrom("buyer", "desk"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("refund", "refund by hand"),
      which: some,
      share: fc.constantFrom(0.1, 0.5, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("receive", "count", "correct"),
      variantId,
      units: fc.integer({ min: -3, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("make code"),
      maxRedemptions: fc.integer({ min: 1, max: 3 }),
      maxPerPerson: fc.option(fc.constant(1)),
      off: fc.constantFrom("all", "half", "5 dollars"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait"), minutes: fc.constantFrom(1, 16, 32) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("sweep", "send outbox", "send outbox") }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant("work"), which: some }) },
) as fc.Arbitrary<Deed>

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.record({ diesAfter: fc.nat({ max: 9 }) }),
  fc.record({
    wire: fc.record({
      method: fc.constantFrom(
        "createSession",
        "getSession",
        "expireSession",
        "refund",
        "listCompletedSessions",
      ),
      when: fc.constantFrom("before", "after"),
    }),
  }),
)

const alone: fc.Arbitrary<readonly Move[]> = fc
  .tuple(deed, fc.option(mishap, { nil: undefined, freq: 4 }))
  .map(([one, gone]) => [gone ? { ...one, mishap: gone } : one])

/** Most stories begin with people who buy, and whose orders have come some way: from nothing chance seldom gets there. */
const purchase = fc
  .record({ lines, code: maybe(some), buyer, steps: fc.integer({ min: 0, max: 4 }) })
  .map(({ lines, code, buyer, steps }): Move[][] => [
    [{ do: "checkout", lines, code, instead: null }],
    [{ do: "pay", which: 0, by: "card", buyer }],
    [{ do: "webhook", which: 0, times: 1 }],
    ...Array.from({ length: steps }, (): Move[] => [{ do: "work", which: 0 }]),
  ])
const beginning = fc
  .tuple(
    fc.constantFrom("all", "half", "5 dollars"),
    fc.array(purchase, { minLength: 1, maxLength: 3, size: "max" }),
  )
  .map(
    ([off, purchases]): Story => [
      [{ do: "make code", maxRedemptions: 2, maxPerPerson: 1, off }],
      ...purchases.flat(),
    ],
  )
const storyOf = (group: fc.Arbitrary<readonly Move[]>, maxLength: number): fc.Arbitrary<Story> =>
  fc
    .tuple(beginning, fc.array(group, { minLength: 5, maxLength, size: "max" }))
    .map(([first, then]) => [...first, ...then])

/** One thing after the other, some of it cut short. */
export const orderly = storyOf(alone, 45)

/** Several things at once: only a database with connections shows anything. */
export const crowded = storyOf(
  fc.oneof(
    { weight: 1, arbitrary: alone },
    { weight: 2, arbitrary: fc.array(deed, { minLength: 2, maxLength: 6 }) },
  ),
  30,
)

import fc from "fast-check"
import { expect, it } from "vitest"
import { priceSession } from "./price-session"

it("a percentage is rounded once, on the whole, and its lines add up to it", () => {
  const priced = priceSession(
    [
      { unitAmount: 333, quantity: 1 },
      { unitAmount: 333, quantity: 1 },
      { unitAmount: 334, quantity: 1 },
    ],
    { amount_off: null, percent_off: 12.5 },
    0,
  )
  expect(priced).toMatchObject({ subtotal: 1000, discount: 125, total: 875 })
  expect(priced.lines.map((line) => line.discount)).toEqual([42, 41, 42])
})

it("a coupon larger than the goods leaves nothing to pay but the shipping", () => {
  const priced = priceSession(
    [{ unitAmount: 2800, quantity: 1 }],
    { amount_off: 10_000, percent_off: null },
    500,
  )
  expect(priced).toMatchObject({ discount: 2800, total: 500 })
})

it("whatever is bought, the lines add up to the totals and no line goes below zero", () => {
  const line = fc.record({ unitAmount: fc.nat(1_000_000), quantity: fc.integer({ min: 1, max: 99 }) })
  const coupon = fc.oneof(
    fc.constant(null),
    fc.record({ amount_off: fc.integer({ min: 1, max: 10_000_000 }), percent_off: fc.constant(null) }),
    fc.record({ amount_off: fc.constant(null), percent_off: fc.integer({ min: 1, max: 100 }) }),
  )
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      coupon,
      fc.nat(5_000),
      (lines, given, shipping) => {
        const priced = priceSession(lines, given, shipping)
        const sum = (pick: (line: (typeof priced.lines)[number]) => number) =>
          priced.lines.reduce((total, one) => total + pick(one), 0)
        expect(sum((one) => one.subtotal)).toBe(priced.subtotal)
        expect(sum((one) => one.discount)).toBe(priced.discount)
        expect(sum((one) => one.total) + shipping).toBe(priced.total)
        expect(priced.lines.every((one) => one.total >= 0 && one.discount >= 0)).toBe(true)
      },
    ),
  )
})

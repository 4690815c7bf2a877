import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { allocateCents, cents, sumCents } from "./money"

describe("money", () => {
  it("is never a fraction of a cent", () => {
    expect(() => cents(10.5)).toThrow(RangeError)
    expect(() => cents(Number.NaN)).toThrow(RangeError)
  })

  it("splits without losing or making a cent", () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 }).map(cents)
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (weights, share) => {
          const sum = sumCents(weights)
          const total = cents(Math.round(sum * share))
          const parts = allocateCents(total, weights)
          expect(sumCents(parts)).toBe(total)
          for (const [index, part] of parts.entries()) {
            expect(part).toBeGreaterThanOrEqual(0)
            expect(part).toBeLessThanOrEqual(weights[index] ?? 0)
          }
        },
      ),
    )
  })

  it("gives the odd cents to the largest remainders", () => {
    expect(allocateCents(cents(100), [cents(1), cents(1), cents(1)])).toEqual([34, 33, 33])
  })
})

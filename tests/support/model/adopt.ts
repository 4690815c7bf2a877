import { expect } from "vitest"
import type { Foreseen } from "./foresee"
import { booksOf, type Entry, type Fate, type Model, mayBecome, released, unitsOf } from "./model"
import type { Move } from "./moves"
import type { Observed } from "./observe"

/**
 * Compares what is with what was foreseen, and goes on from there. What a mishap has cut short may have come as far as
 * any state on its way; where it stopped, the model learns from the tables.
 */
export function adopt(model: Model, seen: Observed, foreseen: Foreseen, move: Move): void {
  const cut = move.mishap !== undefined
  const fresh: string[] = []
  for (const [orderId, fate] of seen.fates) {
    const before = model.entries.get(orderId)
    if (!before) fresh.push(orderId)
    const path = foreseen.paths.get(orderId) ?? (before ? [before] : (foreseen.fresh ?? []))
    const ends = cut ? [...path, ...(before ? [before] : path.map(released))] : path.slice(-1)
    expect(ends.map(fateOf), `${orderId} after ${move.do}`).toContainEqual(fate)
    const like = path.at(-1)
    if (!before && like)
      expect(seen.details.get(orderId)).toMatchObject({ totalCents: like.totalCents, code: like.code })
    keep(model, orderId, fate, seen)
  }
  expect(fresh.length, `checkouts opened by ${move.do}`).toBeLessThanOrEqual(foreseen.fresh ? 1 : 0)
  if (!cut) expect(fresh).toHaveLength(foreseen.fresh ? 1 : 0)
  if (foreseen.counted) {
    const { variantId, units } = foreseen.counted
    const now = countedBy(model, seen, variantId)
    if (!cut || now === units) model.counted.set(variantId, units)
  }
  expectBooks(model, seen)
}

/** Of what happened at once only this is certain: each checkout went on as it may, and the books follow from them. */
export function adoptWhatever(model: Model, seen: Observed): void {
  for (const [orderId, fate] of seen.fates) {
    const before = model.entries.get(orderId)
    const lawful = mayBecome(before, fate)
    expect({ orderId, before: before && fateOf(before), fate, lawful }).toMatchObject({ lawful: true })
    keep(model, orderId, fate, seen)
  }
  for (const variantId of model.counted.keys())
    model.counted.set(variantId, countedBy(model, seen, variantId))
  expectBooks(model, seen)
}

function keep(model: Model, orderId: string, fate: Fate, seen: Observed): void {
  const detail = seen.details.get(orderId)
  if (!detail) return
  const { lines, totalCents, code, buyer } = detail
  model.entries.set(orderId, { orderId, lines, totalCents, code, ...fate })
  if (buyer === null) model.buyers.delete(orderId)
  else model.buyers.set(orderId, buyer)
}

function countedBy({ entries }: Model, { variants }: Observed, variantId: string): number {
  const taken = [...entries.values()].filter(({ pieces }) => pieces === "reserved")
  return (variants[variantId]?.stock ?? 0) + taken.reduce((sum, entry) => sum + unitsOf(entry, variantId), 0)
}

function expectBooks(model: Model, { variants, codes }: Observed): void {
  for (const code of [...model.codes.keys()]) if (!(code in codes)) model.codes.delete(code)
  expect({ variants, codes }).toEqual(booksOf(model))
}

function fateOf({ checkout, held, use, status, pieces }: Entry): Fate {
  return { checkout, held, use, status, pieces }
}

declare const centsBrand: unique symbol

/** A whole number of the currency's smallest unit. Only these functions make one. */
export type Cents = number & { readonly [centsBrand]: true }

/** @throws RangeError when the amount is not a whole number of cents */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of cents`)
  return amount as Cents
}

export function sumCents(amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce((total, amount) => total + amount, 0))
}

/**
 * Splits `total` over `weights` in whole cents by largest remainder, so that the parts add up to the total.
 * All-zero weights get all-zero parts.
 */
export function allocateCents(total: Cents, weights: readonly Cents[]): Cents[] {
  const sum = sumCents(weights)
  if (sum === 0) return weights.map(() => cents(0))
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const missing = total - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1
  return parts.map(cents)
}

import type Stripe from "stripe"

export interface PricedLine {
  subtotal: number
  discount: number
  total: number
}

export interface PricedSession {
  lines: PricedLine[]
  subtotal: number
  discount: number
  /** Goods after the discount, and shipping. */
  total: number
}

/**
 * The arithmetic of a session, in minor units. A coupon takes from the goods, never from the shipping,
 * never more than there is, and is spread over the lines in proportion so that the lines add up to the total.
 */
export function priceSession(
  lines: readonly { unitAmount: number; quantity: number }[],
  coupon: Pick<Stripe.Coupon, "amount_off" | "percent_off"> | null,
  shippingAmount: number,
): PricedSession {
  const subtotals = lines.map((line) => line.unitAmount * line.quantity)
  const subtotal = sum(subtotals)
  const discount = discountOn(subtotal, coupon)
  const shares = spread(discount, subtotals)
  return {
    lines: subtotals.map((amount, index) => {
      const share = shares[index] ?? 0
      return { subtotal: amount, discount: share, total: amount - share }
    }),
    subtotal,
    discount,
    total: subtotal - discount + shippingAmount,
  }
}

function discountOn(
  subtotal: number,
  coupon: Pick<Stripe.Coupon, "amount_off" | "percent_off"> | null,
): number {
  if (!coupon) return 0
  const amount = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100)
  return Math.min(subtotal, amount)
}

/** Largest remainder: whole cents, and their sum is exactly `amount`. */
function spread(amount: number, weights: readonly number[]): number[] {
  const whole = sum(weights)
  if (whole === 0) return weights.map(() => 0)
  const shares = weights.map((weight) => Math.floor((amount * weight) / whole))
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const missing = amount - sum(shares)
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

import { type Cents, cents } from "../money"

export const DISCOUNT_KINDS = ["sales_credit", "devrel_comp"] as const
export type DiscountKind = (typeof DISCOUNT_KINDS)[number]

export interface DiscountCode {
  readonly code: string
  readonly label: string
  readonly type: DiscountKind
  /** Exactly one of the two is set. */
  readonly amountOffCents: Cents | null
  readonly percentOff: number | null
  readonly maxRedemptions: number
  readonly timesRedeemed: number
  readonly active: boolean
}

/** What the code takes off a subtotal: never more than the subtotal, whole cents, halves up. */
export function discountOn(
  subtotalCents: Cents,
  discount: Pick<DiscountCode, "amountOffCents" | "percentOff">,
): Cents {
  const off =
    discount.percentOff === null
      ? (discount.amountOffCents ?? 0)
      : Math.round((subtotalCents * discount.percentOff) / 100)
  return cents(Math.min(off, subtotalCents))
}

/** As people type them: surrounding space and letter case do not matter. */
export function normalizeCode(typed: string): string {
  return typed.trim().toUpperCase()
}

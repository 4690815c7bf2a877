import type { CancelReason, RefundReason } from "./orders/order"
import type { Address } from "./ports"

/** What a letter says about an order; amounts in cents of its currency. */
export interface LetterOrder {
  readonly id: string
  readonly url: string
  readonly currency: string
  readonly lines: readonly {
    readonly label: string
    readonly quantity: number
    readonly amountCents: number
  }[]
  readonly subtotalCents: number
  readonly discountCents: number
  readonly shippingCents: number
  readonly taxCents: number
  readonly totalCents: number
}

/** Which letter, and what it tells. How it is worded and how it looks is for src/letters. */
export type Letter =
  | {
      readonly kind: "confirmation"
      readonly order: LetterOrder
      readonly buyerName: string
      readonly shipTo: Address
    }
  | { readonly kind: "shipment"; readonly order: LetterOrder; readonly tracking: string | null }
  | { readonly kind: "sold-out"; readonly order: LetterOrder }
  | {
      readonly kind: "cancellation"
      readonly order: LetterOrder
      readonly reason: Exclude<CancelReason, "sold-out">
    }
  | {
      readonly kind: "refund"
      readonly order: LetterOrder
      readonly amountCents: number
      readonly reason: RefundReason
    }
  | { readonly kind: "correction"; readonly order: LetterOrder; readonly shipTo: Address }
  | { readonly kind: "substitution"; readonly order: LetterOrder }
  | { readonly kind: "sign-in"; readonly url: string }

export type LetterKind = Letter["kind"]

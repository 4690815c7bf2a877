import type { CheckoutSession } from "../ports"

/** A provider's event, reduced to what the shop acts on: ids and amounts, nothing of the buyer. */
export type PaymentEvent = { readonly id: string; readonly type: string } & (
  | {
      readonly kind: "session"
      readonly session: Pick<CheckoutSession, "id" | "orderId" | "appOrigin">
      readonly failed: boolean
    }
  | {
      readonly kind: "refunded" | "disputed"
      readonly paymentIntentId: string | null
      readonly amountCents: number
    }
  | { readonly kind: "other" }
)

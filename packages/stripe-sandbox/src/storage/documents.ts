import type Stripe from "stripe"

/** What each kind of row holds, in Stripe's own types. */
export interface Documents {
  "checkout.session": Stripe.Checkout.Session
  payment_intent: Stripe.PaymentIntent
  charge: Stripe.Charge
  refund: Stripe.Refund
  coupon: Stripe.Coupon
  dispute: Stripe.Dispute
  event: Stripe.Event
}

export type Kind = keyof Documents

/** What the sandbox knows of an object beyond what the API shows. */
export interface Details {
  "checkout.session": SessionDetails
  payment_intent: PaymentIntentDetails
  charge: NoDetails
  refund: NoDetails
  coupon: NoDetails
  dispute: NoDetails
  event: NoDetails
}

export type NoDetails = Record<string, never>

export interface SessionDetails {
  /** Prices hold the product's id; the products themselves are in `products`. */
  lineItems: Stripe.LineItem[]
  products: Stripe.Product[]
  shippingRates: Stripe.ShippingRate[]
  discounts: Stripe.Checkout.Session.TotalDetails.Breakdown.Discount[]
  paymentIntent: { metadata: Record<string, string>; description: string | null; receiptEmail: string | null }
  /** The form as it was sent, while the bank's second step is open. Never holds a card number. */
  pending: PendingPayment | null
}

export interface PaymentIntentDetails {
  sessionId: string
  /** A bank debit that is on its way: when it settles (Unix milliseconds) and how. */
  settlement: { at: number; outcome: "succeed" | "fail" } | null
}

export interface PendingPayment {
  contact: Contact
  card: Card
}

/** The buyer, as the hosted page collected and checked it. */
export interface Contact {
  email: string
  name: string | null
  phone: string | null
  address: Stripe.Address | null
  shippingRateId: string | null
}

/** As much of a card as is ever kept. */
export interface Card {
  brand: string
  last4: string
  expMonth: number
  expYear: number
}

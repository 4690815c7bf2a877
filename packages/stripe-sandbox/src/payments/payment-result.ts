import type Stripe from "stripe"
import type { Decline } from "./test-cards"

/** How an attempt to pay ended. */
export type PaymentResult =
  | { result: "completed"; session: Stripe.Checkout.Session }
  | { result: "asks the bank" }
  | { result: "declined"; decline: Decline }
  /** Paid before, expired or unknown: nothing was done. */
  | { result: "closed"; session: Stripe.Checkout.Session | undefined }

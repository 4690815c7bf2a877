import type Stripe from "stripe"

/** The bank debit that each currency's buyers may choose beside a card; it settles later, or fails. */
export const BANK_DEBITS: Record<string, string> = {
  usd: "us_bank_account",
  eur: "sepa_debit",
  gbp: "bacs_debit",
}

/** The debit among a session's methods, if it offers one. */
export function bankDebitOf(session: Stripe.Checkout.Session): string | undefined {
  return session.payment_method_types.find((method) => method !== "card")
}

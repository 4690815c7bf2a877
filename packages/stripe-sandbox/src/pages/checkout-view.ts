import type Stripe from "stripe"
import { bankDebitOf } from "../payments/bank-debit"
import type { SessionDetails } from "../storage/documents"
import type { StoredObject } from "../storage/objects"

/** Which parts a session's page has. The form, its checks and its markup all ask here, so they agree. */
export interface CheckoutView {
  session: Stripe.Checkout.Session
  details: SessionDetails
  currency: string
  asksShipping: boolean
  asksPhone: boolean
  /** Set by the shop and not to be changed. */
  fixedEmail: string | null
  countries: readonly string[]
  rates: Stripe.ShippingRate[]
  takesBankDebit: boolean
  /** The total for each rate, in the rates' order; one entry when there are none. */
  totals: number[]
  /** Nothing to pay whichever rate is chosen. */
  isFree: boolean
}

export function checkoutView({ object: session, details }: StoredObject<"checkout.session">): CheckoutView {
  const shipped = session.shipping_cost?.amount_total ?? 0
  const goods = (session.amount_total ?? 0) - shipped
  const totals =
    session.shipping_options.length > 0
      ? session.shipping_options.map((option) => goods + option.shipping_amount)
      : [goods]
  return {
    session,
    details,
    currency: session.currency ?? "usd",
    asksShipping: session.shipping_address_collection !== null,
    asksPhone: session.phone_number_collection?.enabled ?? false,
    fixedEmail: session.customer_email,
    countries: session.shipping_address_collection?.allowed_countries ?? [],
    rates: details.shippingRates,
    takesBankDebit: bankDebitOf(session) !== undefined,
    totals,
    isFree: totals.every((total) => total === 0),
  }
}

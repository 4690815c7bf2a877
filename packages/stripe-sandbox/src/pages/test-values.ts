import { TEST_CARDS } from "../payments/test-cards"
import type { Values } from "./checkout-form"
import type { CheckoutView } from "./checkout-view"
import { POSTAL_CODES } from "./countries"
import { groupDigits } from "./payment-form"

/** Values that pass the form's checks, with the test card that was asked for, or the one that pays. */
export function testValues(view: CheckoutView, cardNumber: string): Values {
  const country = view.countries.includes("US") ? "US" : (view.countries[0] ?? "")
  const card = TEST_CARDS.find(({ number }) => number === cardNumber) ?? TEST_CARDS[0]
  return {
    email: "ada@example.com",
    phone: "+1 415 555 0132",
    name: "Ada Tester",
    country,
    line1: "1 Market Street",
    city: country === "US" ? "San Francisco" : "Testville",
    state: country === "US" ? "CA" : "Test state",
    postalCode: POSTAL_CODES[country]?.example ?? "10000",
    method: "card",
    cardNumber: groupDigits(card?.number ?? ""),
    cardExpiry: "12 / 34",
    cardCvc: "123",
  }
}

import type Stripe from "stripe"
import type { Payment } from "../payments/pay-session"
import { brandOf, passesLuhn, testCard } from "../payments/test-cards"
import type { Contact } from "../storage/documents"
import type { CheckoutView } from "./checkout-view"
import { POSTAL_CODES, STATE_REQUIRED } from "./countries"

/** The names of the form's fields, in the order of the page. */
export const FIELDS = [
  "email",
  "name",
  "country",
  "line1",
  "line2",
  "city",
  "state",
  "postalCode",
  "phone",
  "shippingRate",
  "method",
  "bankOutcome",
  "cardNumber",
  "cardExpiry",
  "cardCvc",
] as const

export type Field = (typeof FIELDS)[number]
export type Values = Partial<Record<Field, string>>
export type Problems = Partial<Record<Field, string>>

export type FormResult =
  | { ok: true; contact: Contact; payment: Payment }
  | { ok: false; values: Values; problems: Problems }

const LONGEST = 200

/** Checks what a buyer sent. Values come back for the page to show again, without anything of the card. */
export function readCheckoutForm(view: CheckoutView, form: URLSearchParams, now: Date): FormResult {
  const values: Values = {}
  for (const field of FIELDS) values[field] = (form.get(field) ?? "").trim().replaceAll(/\s+/g, " ")
  const problems: Problems = {}
  const method = methodOf(view, values, problems)
  checkContact(view, values, problems, method === "card")
  const card = method === "card" ? readCard(values, problems, now) : undefined

  if (Object.keys(problems).length > 0) return { ok: false, values: withoutCard(values), problems }
  return { ok: true, contact: contactOf(view, values), payment: paymentOf(method, card, values) }
}

/** The same values with the card's taken out: a card number is never written back into a page. */
export function withoutCard(values: Values): Values {
  const { cardNumber: _number, cardExpiry: _expiry, cardCvc: _cvc, ...kept } = values
  return kept
}

type Method = Payment["method"]

function methodOf(view: CheckoutView, values: Values, problems: Problems): Method {
  const chosen = view.rates.findIndex((rate) => rate.id === values.shippingRate)
  if (view.rates.length > 0 && chosen === -1) problems.shippingRate = "Choose how it is shipped."
  if (view.totals[Math.max(0, chosen)] === 0) return "nothing"
  if (!view.takesBankDebit || values.method === "card") return "card"
  if (values.method !== "bank_debit") {
    problems.method = "Choose how to pay."
    return "bank_debit"
  }
  if (values.bankOutcome !== "succeed" && values.bankOutcome !== "fail") {
    problems.bankOutcome = "Choose whether the debit is to succeed or to fail."
  }
  return "bank_debit"
}

function checkContact(view: CheckoutView, values: Values, problems: Problems, needsName: boolean): void {
  for (const field of ["email", "name", "line1", "line2", "city", "state", "postalCode", "phone"] as const) {
    if ((values[field]?.length ?? 0) > LONGEST) problems[field] = `Use at most ${LONGEST} characters.`
  }
  if (!view.fixedEmail) {
    if (!values.email) problems.email = "Enter your e-mail address."
    else if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(values.email)) {
      problems.email = "Enter an e-mail address such as ada@example.com."
    }
  }
  if (!values.name && (view.asksShipping || needsName)) {
    problems.name = view.asksShipping ? "Enter the recipient's full name." : "Enter the name on the card."
  }
  if (view.asksShipping) checkAddress(view, values, problems)
  if (view.asksPhone && !problems.phone) {
    if (!values.phone) problems.phone = "Enter a phone number for the carrier."
    else if (!toE164(values.phone, values.country ?? "")) {
      problems.phone = "Enter a phone number with its country code, such as +1 415 555 0132."
    }
  }
}

function checkAddress(view: CheckoutView, values: Values, problems: Problems): void {
  const country = values.country ?? ""
  if (!country) problems.country = "Choose a country."
  else if (!view.countries.includes(country)) problems.country = "Choose one of the countries listed."
  if (!values.line1) problems.line1 = "Enter the street and number."
  if (!values.city) problems.city = "Enter the city."
  if (!values.state && STATE_REQUIRED.has(country)) problems.state = "Enter the state or province."
  const postal = POSTAL_CODES[country]
  if (postal && !postal.pattern.test(values.postalCode ?? "")) {
    problems.postalCode = `Enter a postal code such as ${postal.example}.`
  }
}

function readCard(
  values: Values,
  problems: Problems,
  now: Date,
): Extract<Payment, { method: "card" }> | undefined {
  const number = (values.cardNumber ?? "").replaceAll(/[\s-]/g, "")
  if (!number) problems.cardNumber = "Enter a test card number, such as 4242 4242 4242 4242."
  else if (!/^\d{13,19}$/.test(number)) problems.cardNumber = "Enter all the digits of the card number."
  else if (!passesLuhn(number)) problems.cardNumber = "Check the card number: it has a digit wrong."

  const expiry = readExpiry(values.cardExpiry ?? "")
  if (!expiry) problems.cardExpiry = "Enter the expiry date as month and year, such as 12/34."
  else if (new Date(Date.UTC(expiry.year, expiry.month, 1)) <= now)
    problems.cardExpiry = "This card has expired."

  const brand = brandOf(number)
  const digits = brand === "amex" ? 4 : 3
  if (!new RegExp(`^\\d{${digits}}$`).test(values.cardCvc ?? "")) {
    problems.cardCvc = `Enter the security code: ${digits} digits.`
  }
  if (!expiry || problems.cardNumber || problems.cardExpiry || problems.cardCvc) return undefined
  return {
    method: "card",
    card: { brand, last4: number.slice(-4), expMonth: expiry.month, expYear: expiry.year },
    behaviour: testCard(number),
  }
}

/** `12/34`, `12 / 2034`, `1234`. */
function readExpiry(text: string): { month: number; year: number } | undefined {
  const match = /^(\d{1,2}) ?[/-] ?(\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  const month = Number(match?.[1])
  const year = Number(match?.[2])
  if (!match || month < 1 || month > 12) return undefined
  return { month, year: year < 100 ? 2000 + year : year }
}

/** `+` and 7 to 15 digits; a ten-digit North American number may come without its 1. */
function toE164(phone: string, country: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/.test(phone)) return undefined
  const digits = phone.replaceAll(/\D/g, "")
  const northAmerican = country === "US" || country === "CA" || country === ""
  if (!phone.startsWith("+")) {
    if (!northAmerican) return undefined
    if (digits.length === 10) return `+1${digits}`
    return digits.length === 11 && digits.startsWith("1") ? `+${digits}` : undefined
  }
  return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : undefined
}

function contactOf(view: CheckoutView, values: Values): Contact {
  const address: Stripe.Address | null = view.asksShipping
    ? {
        city: values.city || null,
        country: values.country || null,
        line1: values.line1 || null,
        line2: values.line2 || null,
        postal_code: values.postalCode || null,
        state: values.state || null,
      }
    : null
  return {
    email: view.fixedEmail ?? values.email ?? "",
    name: values.name || null,
    phone: view.asksPhone ? (toE164(values.phone ?? "", values.country ?? "") ?? null) : null,
    address,
    shippingRateId: values.shippingRate || null,
  }
}

function paymentOf(
  method: Method,
  card: Extract<Payment, { method: "card" }> | undefined,
  values: Values,
): Payment {
  if (card) return card
  if (method === "bank_debit") {
    return { method, outcome: values.bankOutcome === "fail" ? "fail" : "succeed" }
  }
  return { method: "nothing" }
}

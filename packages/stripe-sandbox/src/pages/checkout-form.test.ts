import { beforeAll, describe, expect, it } from "vitest"
import { findObject } from "../storage/objects"
import { buyerForm, sessionParams } from "../testing/factories"
import { startSandbox } from "../testing/start-sandbox"
import { readCheckoutForm } from "./checkout-form"
import { type CheckoutView, checkoutView } from "./checkout-view"

const NOW = new Date("2027-03-31T23:59:59Z")
let view: CheckoutView

beforeAll(async () => {
  const { stripe, db } = await startSandbox()
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  const stored = await findObject(db, "checkout.session", id)
  if (!stored) throw new Error("The session was not stored.")
  view = checkoutView(stored)
})

function problemsWith(changes: Record<string, string>): Record<string, string | undefined> {
  const read = readCheckoutForm(view, buyerForm(changes), NOW)
  return read.ok ? {} : read.problems
}

describe("the checkout form", () => {
  it.each<[string, Record<string, string>]>([
    [
      "an address in Germany without a state",
      { country: "DE", postalCode: "10115", state: "", phone: "+49 30 901820" },
    ],
    ["digits of the card with spaces or dashes", { cardNumber: "4242-4242 4242-4242" }],
    ["an expiry as MM/YY, MM / YYYY or MMYY", { cardExpiry: "12 / 2034" }],
    ["an expiry without a slash", { cardExpiry: "1234" }],
    ["a card in its last month", { cardExpiry: "03/27" }],
    ["surrounding spaces", { email: "  ada@example.com " }],
  ])("takes %s", (_, changes) => {
    expect(problemsWith(changes)).toEqual({})
  })

  it.each<[string, string, Record<string, string>]>([
    ["no e-mail", "email", { email: "" }],
    ["an e-mail without a domain", "email", { email: "ada@example" }],
    ["no name", "name", { name: " " }],
    ["a name that is far too long", "name", { name: "x".repeat(201) }],
    ["no country", "country", { country: "" }],
    ["a country that is not served", "country", { country: "FR", phone: "+33 1 42 68 53 00" }],
    ["no street", "line1", { line1: "" }],
    ["no city", "city", { city: "" }],
    ["no state in the United States", "state", { state: "" }],
    ["a postal code of another form", "postalCode", { postalCode: "SW1A 1AA" }],
    ["no phone", "phone", { phone: "" }],
    ["a phone of letters", "phone", { phone: "call me" }],
    [
      "a German phone without its country code",
      "phone",
      { country: "DE", postalCode: "10115", phone: "030 901820" },
    ],
    ["no card number", "cardNumber", { cardNumber: "" }],
    ["too few digits", "cardNumber", { cardNumber: "4242" }],
    ["a digit that is wrong", "cardNumber", { cardNumber: "4242424242424243" }],
    ["a month that does not exist", "cardExpiry", { cardExpiry: "13/34" }],
    ["a card of last month", "cardExpiry", { cardExpiry: "02/27" }],
    ["two digits of a security code", "cardCvc", { cardCvc: "12" }],
    ["a three-digit code of a four-digit brand", "cardCvc", { cardNumber: "378282246310005" }],
    ["no way to pay", "method", { method: "cash" }],
    ["no outcome of the debit", "bankOutcome", { method: "bank_debit", bankOutcome: "" }],
  ])("refuses %s", (_, field, changes) => {
    expect(Object.keys(problemsWith(changes))).toEqual([field])
  })

  it("reads a North American number without its country code", () => {
    const read = readCheckoutForm(view, buyerForm({ phone: "415.555.0132" }), NOW)
    expect(read).toMatchObject({ ok: true, contact: { phone: "+14155550132" } })
  })
})

import { formatAmount } from "../money"
import { TEST_CARDS } from "../payments/test-cards"
import { FIELDS, type Field } from "./checkout-form"
import type { CheckoutView } from "./checkout-view"
import { countryOptions } from "./countries"
import { choices, type FormState, selectField, textField } from "./fields"
import { type Html, html } from "./html"
import { totalFor } from "./order-summary"

/** The buyer's half of the page. Works without scripts; the server checks everything. */
export function paymentForm(view: CheckoutView, state: FormState, action: string): Html {
  return html`<section class="form" aria-label="Payment"><div class="inner">
${problemSummary(view, state)}
${testCards(view, action)}
<form method="post" action="${action}" novalidate>
<input type="hidden" name="step" value="pay">
${contact(view, state)}
${view.asksShipping && address(view, state)}
${view.rates.length > 0 && shippingRates(view, state)}
${!view.isFree && payment(view, state)}
<button class="button pay">${view.isFree ? "Complete order" : html`Pay ${totalFor(view)}`}</button>
<p class="after">Simulated checkout by stripe-sandbox. Not Stripe, not a payment.</p>
</form>
</div></section>`
}

function problemSummary(view: CheckoutView, { problems, refused }: FormState): Html | undefined {
  const wrong = FIELDS.filter((field) => problems[field] !== undefined)
  const title = wrong.length === 1 ? "One thing to put right" : `${wrong.length} things to put right`
  if (wrong.length === 0) return undefined
  // Focus by `autofocus`, because there is no script to move it: a screen reader starts reading here.
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
<h2>${refused ? "The payment did not go through" : title}</h2>
<ul>${wrong.map((field) => html`<li><a href="#${anchorOf(view, field)}">${problems[field]}</a></li>`)}</ul>
</div>`
}

function anchorOf(view: CheckoutView, field: Field): string {
  if (field === "shippingRate") return view.rates.length > 0 ? "rate-0" : "email"
  if (field === "method") return "method-card"
  return field === "bankOutcome" ? "outcome-succeed" : field
}

function testCards(view: CheckoutView, action: string): Html {
  const fill = (query: string, label: Html | string) => html`<a href="${action}?fill=${query}">${label}</a>`
  if (view.isFree) {
    return html`<aside class="hint" aria-label="Test data"><p>Nothing to pay. ${fill("1", "Fill with test data →")}</p></aside>`
  }
  return html`<aside class="hint" aria-labelledby="test-cards">
<h2 id="test-cards">Test cards</h2>
<ul>${TEST_CARDS.map((card) => html`<li>${fill(card.number, groupDigits(card.number))} <span>${card.does}</span></li>`)}</ul>
<p>Any date to come, any three digits. ${fill("1", "Fill with test data →")}</p>
</aside>`
}

function contact(view: CheckoutView, state: FormState): Html {
  return html`<fieldset class="group"><legend>Contact</legend>
${
  view.fixedEmail
    ? html`<div class="field"><p class="label">E-mail</p><p class="fixed">${view.fixedEmail}</p></div>`
    : textField(state, "email", "E-mail", { type: "email", inputmode: "email", autocomplete: "email" })
}
${view.asksPhone && textField(state, "phone", "Phone", { type: "tel", inputmode: "tel", autocomplete: "tel" })}
</fieldset>`
}

function address(view: CheckoutView, state: FormState): Html {
  return html`<fieldset class="group"><legend>Shipping address</legend>
${textField(state, "name", "Full name", { autocomplete: "shipping name" })}
${selectField(state, "country", "Country", "shipping country", countryOptions(view.countries))}
${textField(state, "line1", "Street and number", { autocomplete: "shipping address-line1" })}
${textField(state, "line2", "Apartment, floor", { autocomplete: "shipping address-line2", optional: true })}
${textField(state, "city", "City", { autocomplete: "shipping address-level2" })}
<div class="pair">
${textField(state, "state", "State or province", { autocomplete: "shipping address-level1", optional: true })}
${textField(state, "postalCode", "Postal code", { autocomplete: "shipping postal-code" })}
</div>
</fieldset>`
}

function shippingRates(view: CheckoutView, state: FormState): Html {
  return html`<fieldset class="group"><legend>Shipping</legend>
${choices(
  state,
  "shippingRate",
  view.rates.map((rate, index) => ({
    id: `rate-${index}`,
    value: rate.id,
    label: html`<span>${rate.display_name}${estimate(rate)}</span> <span class="money">${formatAmount(rate.fixed_amount?.amount ?? 0, view.currency)}</span>`,
  })),
)}
</fieldset>`
}

function estimate({ delivery_estimate: given }: CheckoutView["rates"][number]): Html | undefined {
  const bounds = [given?.minimum, given?.maximum].filter((bound) => bound != null)
  const unit = bounds[0]?.unit.replace("_", " ")
  return bounds.length === 0
    ? undefined
    : html`<small>${bounds.map((bound) => bound.value).join("–")} ${unit}s</small>`
}

function payment(view: CheckoutView, state: FormState): Html {
  return html`<fieldset class="group"><legend>Payment</legend>
${
  view.takesBankDebit &&
  choices(state, "method", [
    { id: "method-card", value: "card", label: "Card" },
    {
      id: "method-bank",
      value: "bank_debit",
      label: html`<span>Bank debit (test)<small>Paid later, or not at all</small></span>`,
    },
  ])
}
<div class="card-fields">
${textField(state, "cardNumber", "Card number", { autocomplete: "cc-number", inputmode: "numeric", placeholder: "4242 4242 4242 4242", maxlength: 30 })}
<div class="pair">
${textField(state, "cardExpiry", "Expiry date", { autocomplete: "cc-exp", placeholder: "MM / YY", maxlength: 9 })}
${textField(state, "cardCvc", "Security code", { autocomplete: "cc-csc", inputmode: "numeric", placeholder: "CVC", maxlength: 4 })}
</div>
${!view.asksShipping && textField(state, "name", "Name on the card", { autocomplete: "cc-name" })}
</div>
${view.takesBankDebit && bankOutcome(state)}
</fieldset>`
}

function bankOutcome(state: FormState): Html {
  return html`<fieldset class="bank-fields"><legend class="quiet">The order is complete at once; a moment later the debit</legend>
${choices(state, "bankOutcome", [
  { id: "outcome-succeed", value: "succeed", label: "succeeds" },
  { id: "outcome-fail", value: "fail", label: "fails" },
])}
</fieldset>`
}

/** `4242 4242 4242 4242` */
export function groupDigits(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, "$1 ")
}

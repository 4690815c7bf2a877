import { formatAmount } from "../money"
import type { CheckoutView } from "./checkout-view"
import { html } from "./html"
import { page } from "./page"

/** The second step that some cards ask for: the bank's own page, played by us. */
export function bankPage(view: CheckoutView, action: string): Response {
  const { session, details, currency } = view
  return page({
    status: 200,
    title: "Confirm this payment",
    formTargets: [session.success_url, session.cancel_url],
    body: html`<main class="notice"><article>
<p class="quiet">Simulated bank · 3-D Secure</p>
<h1>Confirm this payment</h1>
<p>Your bank asks whether you made this payment of
<strong class="money">${formatAmount(session.amount_total ?? 0, currency)}</strong>
with the test card ending in ${details.pending?.card.last4}.</p>
<form method="post" action="${action}">
<input type="hidden" name="step" value="bank">
<p class="actions">
<button class="button" name="answer" value="complete">Complete</button>
<button class="button plain" name="answer" value="fail">Fail</button>
</p>
</form>
</article></main>`,
  })
}

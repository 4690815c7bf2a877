import type { CheckoutView } from "./checkout-view"
import type { FormState } from "./fields"
import { html } from "./html"
import { orderSummary } from "./order-summary"
import { page } from "./page"
import { paymentForm } from "./payment-form"

/** The hosted page of an open session. */
export function checkoutPage(view: CheckoutView, state: FormState, action: string, status: number): Response {
  const { session, details } = view
  return page({
    status,
    title: Object.keys(state.problems).length > 0 ? "Error: Checkout (test mode)" : "Checkout (test mode)",
    formTargets: [session.success_url, session.cancel_url],
    images: details.products.flatMap((product) => product.images.slice(0, 1)),
    body: html`<main class="columns">
${orderSummary(view)}
${paymentForm(view, state, action)}
</main>`,
  })
}

import { formatAmount } from "../money"
import { parseUrl } from "../parse-url"
import type { CheckoutView } from "./checkout-view"
import { type Html, html } from "./html"

/** What is bought and what it comes to. */
export function orderSummary(view: CheckoutView): Html {
  const { session, currency } = view
  const host = hostOf(session.cancel_url ?? session.success_url)
  const money = (amount: number) => html`<span class="money">${formatAmount(amount, currency)}</span>`
  const discount = session.total_details?.amount_discount ?? 0
  return html`<section class="summary" aria-label="Order summary"><div class="inner">
${session.cancel_url && html`<a class="back" href="${session.cancel_url}">← Back to ${host}</a>`}
<h1 class="payee">Pay ${host}</h1>
<p class="total-large">${totalFor(view)}</p>
<ul class="lines">${lines(view)}</ul>
<dl class="sums">
<div><dt>Subtotal</dt><dd>${money(session.amount_subtotal ?? 0)}</dd></div>
${discount > 0 && html`<div><dt>Discount</dt><dd><span class="money">−${formatAmount(discount, currency)}</span></dd></div>`}
${view.rates.length > 0 && html`<div><dt>Shipping</dt><dd>${shippingFor(view)}</dd></div>`}
${session.automatic_tax.enabled && html`<div><dt>Tax</dt><dd>${money(0)}</dd></div>`}
<div class="last"><dt>Total</dt><dd>${totalFor(view)}</dd></div>
</dl>
</div></section>`
}

/** The total for the rate that is chosen; which one that is, the style sheet sees. */
export function totalFor(view: CheckoutView): Html {
  return perRate(view, view.totals)
}

function shippingFor(view: CheckoutView): Html {
  return perRate(
    view,
    view.rates.map((rate) => rate.fixed_amount?.amount ?? 0),
  )
}

function perRate(view: CheckoutView, amounts: readonly number[]): Html {
  const written = amounts.map((amount) => formatAmount(amount, view.currency))
  if (view.rates.length === 0) return html`<span class="money">${written[0]}</span>`
  return html`${written.map((amount, index) => html`<span class="money of-rate rate-${index}">${amount}</span>`)}`
}

function lines({ details, currency }: CheckoutView): Html[] {
  return details.lineItems.map((item, index) => {
    const product = details.products[index]
    const image = product?.images[0]
    const unit = item.price?.unit_amount ?? 0
    return html`<li class="line">
${image && html`<img src="${image}" alt="" width="48" height="48">`}
<div><p class="what">${item.description}</p>
<p class="note">${(item.quantity ?? 1) > 1 ? `${item.quantity} × ${formatAmount(unit, currency)}` : "Qty 1"}${product?.description ? ` · ${product.description}` : ""}</p></div>
<span class="money">${formatAmount(item.amount_subtotal, currency)}</span>
</li>`
  })
}

function hostOf(address: string | null): string {
  return (address && parseUrl(address)?.host) || "the shop"
}

import type Stripe from "stripe"
import { html } from "./html"
import { page } from "./page"
import { successUrl } from "./success-url"

/** 404: no session has this id. */
export function unknownPage(): Response {
  return notice(
    404,
    "This checkout does not exist",
    "Check the link, or start again from the shop's cart.",
    null,
  )
}

/** 410: the session's time is over, or the shop closed it. */
export function expiredPage(session: Stripe.Checkout.Session): Response {
  const back = session.cancel_url ? { href: session.cancel_url, label: "← Back to the shop" } : null
  return notice(
    410,
    "This checkout has expired",
    "Nothing was paid. Go back to the shop and check out again; what is in your cart is still there.",
    back,
  )
}

export function completePage(session: Stripe.Checkout.Session): Response {
  const next = successUrl(session)
  return notice(
    200,
    "You’re all done here",
    "This checkout is complete. Paying again is not possible, and not needed.",
    next ? { href: next, label: "Continue to your order →" } : null,
  )
}

/** 403: the form was sent from somewhere else. */
export function foreignOriginPage(expected: string): Response {
  return notice(
    403,
    "This form was sent from another site",
    `Nothing was paid. Open the checkout at ${expected} and pay there.`,
    null,
  )
}

/** 400, 413, 415: not something that this page's form sends. */
export function badRequestPage(status: number, message: string): Response {
  return notice(status, "This request cannot be read", message, null)
}

function notice(
  status: number,
  title: string,
  text: string,
  link: { href: string; label: string } | null,
): Response {
  return page({
    status,
    title,
    body: html`<main class="notice"><article>
<h1>${title}</h1>
<p>${text}</p>
${link && html`<p class="actions"><a class="button" href="${link.href}">${link.label}</a></p>`}
</article></main>`,
  })
}

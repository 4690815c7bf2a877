import type { SandboxContext } from "../context"
import { isPayable } from "../payments/is-payable"
import type { Contact } from "../storage/documents"
import { findObject } from "../storage/objects"
import { bankPage } from "./bank-page"
import type { Values } from "./checkout-form"
import { checkoutPage } from "./checkout-page"
import { checkoutView } from "./checkout-view"
import { completePage, expiredPage, unknownPage } from "./notice-pages"
import { testValues } from "./test-values"

/** GET of the hosted page: the form, the bank's question, or what became of the session. */
export async function renderCheckout(
  context: SandboxContext,
  sessionId: string,
  url: URL,
): Promise<Response> {
  const stored = await findObject(context.db, "checkout.session", sessionId)
  if (!stored) return unknownPage()
  const session = stored.object
  if (session.status === "complete") return completePage(session)
  if (!isPayable(session, context.now())) return expiredPage(session)

  const view = checkoutView(stored)
  const action = pageAddress(context, sessionId)
  const { pending } = stored.details
  if (url.searchParams.get("step") === "bank" && pending) return bankPage(view, action)

  const fill = url.searchParams.get("fill")
  const values = fill === null ? (pending ? valuesOf(pending.contact) : {}) : testValues(view, fill)
  const refused = url.searchParams.get("declined") === "bank"
  const problems = refused
    ? { cardNumber: "Your bank did not confirm this payment. Try again, or use another card." }
    : {}
  return checkoutPage(view, { values, problems, refused }, action, 200)
}

/** The page's own path. */
export function pageAddress(context: SandboxContext, sessionId: string): string {
  return new URL(`${context.checkoutBaseUrl()}/${encodeURIComponent(sessionId)}`).pathname
}

/** Back from the bank's question: what the buyer had typed before, the card excepted. */
function valuesOf(contact: Contact): Values {
  const { address } = contact
  return {
    email: contact.email,
    name: contact.name ?? "",
    phone: contact.phone ?? "",
    country: address?.country ?? "",
    line1: address?.line1 ?? "",
    line2: address?.line2 ?? "",
    city: address?.city ?? "",
    state: address?.state ?? "",
    postalCode: address?.postal_code ?? "",
    shippingRate: contact.shippingRateId ?? "",
  }
}

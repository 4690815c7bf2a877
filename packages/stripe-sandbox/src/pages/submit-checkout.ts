import type Stripe from "stripe"
import type { SandboxContext } from "../context"
import { answerBank } from "../payments/answer-bank"
import { isPayable } from "../payments/is-payable"
import { paySession } from "../payments/pay-session"
import { readBody } from "../read-body"
import { findObject } from "../storage/objects"
import { FIELDS, readCheckoutForm, type Values, withoutCard } from "./checkout-form"
import { checkoutPage } from "./checkout-page"
import { type CheckoutView, checkoutView } from "./checkout-view"
import { badRequestPage, completePage, expiredPage, foreignOriginPage, unknownPage } from "./notice-pages"
import { pageAddress } from "./render-checkout"
import { successUrl } from "./success-url"

const LARGEST_FORM = 64 * 1024

/**
 * POST of the hosted page. 303 onwards when the session is complete, whoever completed it; 422 with the
 * form when something is to be put right; 402 with the form when the card was declined.
 */
export async function submitCheckout(
  context: SandboxContext,
  sessionId: string,
  request: Request,
): Promise<Response> {
  const origin = request.headers.get("origin")
  const expected = new URL(context.checkoutBaseUrl()).origin
  if (origin !== null && origin !== expected) return foreignOriginPage(expected)
  const form = await readForm(request)
  if (form instanceof Response) return form

  const stored = await findObject(context.db, "checkout.session", sessionId)
  if (!stored || !isPayable(stored.object, context.now())) return closed(stored?.object)
  if (form.get("step") === "bank") return submitBankAnswer(context, sessionId, form.get("answer"))
  return submitPayment(context, checkoutView(stored), form)
}

async function submitPayment(
  context: SandboxContext,
  view: CheckoutView,
  form: URLSearchParams,
): Promise<Response> {
  const { id } = view.session
  const action = pageAddress(context, id)
  const read = readCheckoutForm(view, form, context.now())
  if (!read.ok) return checkoutPage(view, read, action, 422)
  const outcome = await paySession(context, id, read.contact, read.payment)
  switch (outcome.result) {
    case "completed":
      return redirectTo(successUrl(outcome.session) ?? action)
    case "asks the bank":
      return redirectTo(`${action}?step=bank`)
    case "declined":
      return checkoutPage(
        view,
        {
          values: withoutCard(valuesOf(form)),
          problems: { cardNumber: outcome.decline.message },
          refused: true,
        },
        action,
        402,
      )
    case "closed":
      return closed(outcome.session)
  }
}

async function submitBankAnswer(
  context: SandboxContext,
  sessionId: string,
  answer: string | null,
): Promise<Response> {
  const action = pageAddress(context, sessionId)
  if (answer !== "complete" && answer !== "fail") return redirectTo(`${action}?step=bank`)
  const outcome = await answerBank(context, sessionId, answer)
  switch (outcome.result) {
    case "completed":
      return redirectTo(successUrl(outcome.session) ?? action)
    case "declined":
      return redirectTo(`${action}?declined=bank`)
    case "closed":
      return closed(outcome.session)
    default:
      return redirectTo(action)
  }
}

/** A second submission of a session that the first one paid leads where the first one led. */
function closed(session: Stripe.Checkout.Session | undefined): Response {
  if (!session) return unknownPage()
  if (session.status !== "complete") return expiredPage(session)
  const next = successUrl(session)
  return next ? redirectTo(next) : completePage(session)
}

/** 303, so that the browser fetches the next page with GET and a reload does not pay again. */
function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
}

async function readForm(request: Request): Promise<URLSearchParams | Response> {
  const type = request.headers.get("content-type") ?? ""
  if (!type.startsWith("application/x-www-form-urlencoded")) {
    return badRequestPage(415, "Send the page's own form: application/x-www-form-urlencoded.")
  }
  const text = await readBody(request, LARGEST_FORM)
  if (text === "too large") return badRequestPage(413, `The form is larger than ${LARGEST_FORM / 1024} kB.`)
  return new URLSearchParams(text)
}

function valuesOf(form: URLSearchParams): Values {
  return Object.fromEntries(FIELDS.map((field) => [field, form.get(field) ?? ""]))
}

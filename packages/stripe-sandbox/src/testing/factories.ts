import type Stripe from "stripe"
import { TEST_CARDS } from "../payments/test-cards"
import { CHECKOUT_BASE_URL, type StartedSandbox } from "./start-sandbox"

/** A T-shirt and two pairs of socks: $52.00. */
export function sessionParams(
  changes: Stripe.Checkout.SessionCreateParams = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [line("Tee", 2800, 1), line("Socks", 1200, 2)],
    success_url: "http://shop.test/orders/confirmation?ord=ord_1&session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "http://shop.test/checkout",
    client_reference_id: "ord_1",
    metadata: { orderId: "ord_1" },
    shipping_address_collection: { allowed_countries: ["US", "DE"] },
    phone_number_collection: { enabled: true },
    ...changes,
  }
}

export function line(
  name: string,
  unitAmount: number,
  quantity: number,
): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity,
    price_data: {
      currency: "usd",
      unit_amount: unitAmount,
      product_data: { name, metadata: { sku: `SKU-${name}`, variantId: `var_${name}` } },
    },
  }
}

/** The form as a buyer in San Francisco fills it. */
export function buyerForm(changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    step: "pay",
    email: "ada@example.com",
    name: "Ada Tester",
    country: "US",
    line1: "1 Market Street",
    line2: "",
    city: "San Francisco",
    state: "CA",
    postalCode: "94105",
    phone: "(415) 555-0132",
    method: "card",
    bankOutcome: "succeed",
    cardNumber: TEST_CARDS[0]?.number ?? "",
    cardExpiry: "12/34",
    cardCvc: "123",
    ...changes,
  })
}

/** Posts the hosted page's form as a browser does. */
export function submit(
  { sandbox }: Pick<StartedSandbox, "sandbox">,
  sessionId: string,
  form: URLSearchParams = buyerForm(),
  headers: Record<string, string> = { origin: new URL(CHECKOUT_BASE_URL).origin },
): Promise<Response> {
  const url = `${CHECKOUT_BASE_URL}/${sessionId}`
  return sandbox.pages.submit(sessionId, new Request(url, { method: "POST", body: form, headers }))
}

/** Opens the hosted page. */
export function open(
  { sandbox }: Pick<StartedSandbox, "sandbox">,
  sessionId: string,
  query = "",
): Promise<Response> {
  return sandbox.pages.render(sessionId, new URL(`${CHECKOUT_BASE_URL}/${sessionId}${query}`))
}

/** A session that was paid with the card that pays. */
export async function paidSession(
  started: StartedSandbox,
  changes: Stripe.Checkout.SessionCreateParams = {},
): Promise<Stripe.Checkout.Session> {
  const { id } = await started.stripe.checkout.sessions.create(sessionParams(changes))
  const response = await submit(started, id)
  if (response.status !== 303) throw new Error(`Paying answered ${response.status}: ${await response.text()}`)
  return started.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] })
}

import { POST as postCheckout } from "../../src/app/api/checkout/route"
import { GET as getSandbox, POST as postSandbox } from "../../src/app/sandbox/checkout/[sessionId]/route"
import { formOf } from "./buy"
import { ORIGIN } from "./running-shop"

const NO_PARAMS = { params: Promise.resolve({}) }
export const STICKERS = {
  productId: "prod_workflow-sticker-pack",
  variantId: "var_sticker-pack-one",
  quantity: 1,
}

/** Sends a body to POST /api/checkout. */
export function checkout(body: unknown): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/checkout`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  })
  return postCheckout(request, NO_PARAMS)
}

/** Checks out and pays with the test card, as far as the provider's redirect back. */
export async function payFor(
  items: readonly object[] = [STICKERS],
  buyer: Record<string, string> = {},
): Promise<{ orderId: string; confirmationUrl: string }> {
  const response = await checkout({ items })
  const { orderId, url } = (await response.json()) as { orderId: string; url: string }
  return { orderId, confirmationUrl: await payOn(url, buyer) }
}

/** Pays on the sandbox's page; `buyer` overrides fields of its test data. */
export async function payOn(url: string, buyer: Record<string, string> = {}): Promise<string> {
  const context = { params: Promise.resolve({ sessionId: url.split("/").at(-1) ?? "" }) }
  const { fields } = formOf(await (await getSandbox(new Request(`${url}?fill=1`), context)).text())
  for (const [name, value] of Object.entries(buyer)) fields.set(name, value)
  const request = new Request(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: ORIGIN },
    body: fields,
  })
  const paid = await postSandbox(request, context)
  const location = paid.headers.get("location")
  if (!location) throw new Error(`Paying answered ${paid.status}`)
  return location
}

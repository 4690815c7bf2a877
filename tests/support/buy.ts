export interface Purchase {
  readonly orderId: string
  /** Where the provider sends the buyer back to. */
  readonly confirmationUrl: string
}

const STICKERS = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }

let shoppers = 0

/** Opens a checkout over the public API. Each shopper has an address of their own, as limits count by address. */
export async function startCheckout(
  origin: string,
  items: readonly object[] = [STICKERS],
): Promise<{ orderId: string; url: string }> {
  const response = await fetch(`${origin}/api/checkout`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": nextAddress() },
    body: JSON.stringify({ items }),
  })
  if (!response.ok) throw new Error(`Checkout answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as { orderId: string; url: string }
}

function nextAddress(): string {
  shoppers += 1
  return `198.18.${(shoppers >> 8) & 255}.${shoppers & 255}`
}

/** Pays on the sandbox's page as a browser without JavaScript would: its own test data, its own form. */
export async function payWithTestCard(url: string): Promise<string> {
  const page = await (await fetch(`${url}?fill=1`)).text()
  const form = formOf(page)
  const response = await fetch(new URL(form.action || url, url), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    body: form.fields,
    redirect: "manual",
  })
  const location = response.headers.get("location")
  if (response.status !== 303 || !location) {
    throw new Error(`Paying answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
  }
  return location
}

/** Buys one pack of stickers, up to the moment when the provider has the money. */
export async function buy(origin: string): Promise<Purchase> {
  const { orderId, url } = await startCheckout(origin)
  return { orderId, confirmationUrl: await payWithTestCard(url) }
}

/** Pays with what a buyer types into the page's fields, and comes back with the cookie that opens the order. */
export async function buyAs(
  origin: string,
  typed: Readonly<Record<string, string>>,
): Promise<{ orderId: string; cookie: string }> {
  const { orderId, url } = await startCheckout(origin)
  const { fields } = formOf(await (await fetch(`${url}?fill=1`)).text())
  for (const [name, value] of Object.entries(typed)) {
    if (!fields.has(name))
      throw new Error(`The payment page has no field ${name}, only ${[...fields.keys()]}`)
    fields.set(name, value)
  }
  const paid = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin },
    body: fields,
  })
  const back = await fetch(paid.headers.get("location") ?? "", { redirect: "manual" })
  const cookie = back.headers.getSetCookie().find((text) => text.startsWith(`swag_${orderId}=`))
  return { orderId, cookie: cookie?.split(";")[0] ?? "" }
}

/** Words that stand nowhere else, one for each thing a buyer tells. */
export const CANARIES = {
  email: "canary-mail@example.com",
  name: "Canaria Namewood",
  line1: "17 Canarystreet",
  city: "Canaryville",
  phone: "+1 415 555 0177",
}
export const LEAKS = /canar|namewood|555.?0177/i

/** The page's payment form with the values it would send. */
export function formOf(html: string): { action: string; fields: URLSearchParams } {
  const form = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0] ?? ""
  const fields = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, "name")
    const type = attribute(tag, "type")
    const skipped = (type === "radio" || type === "checkbox") && !/\schecked\b/.test(tag)
    if (name && !skipped) fields.append(name, attribute(tag, "value"))
  }
  for (const [select] of form.matchAll(/<select[\s\S]*?<\/select>/g)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(select)?.[0] ?? /<option[^>]*>/.exec(select)?.[0] ?? ""
    fields.append(attribute(select, "name"), attribute(chosen, "value"))
  }
  const button = /<button[^>]*type="submit"[^>]*>/.exec(form)?.[0] ?? ""
  if (attribute(button, "name")) fields.append(attribute(button, "name"), attribute(button, "value"))
  return { action: attribute(form, "action"), fields }
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ""
  return value.replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&")
}

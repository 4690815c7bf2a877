import { formOf, payWithTestCard, startCheckout } from "../../tests/support/buy"

/** What the shoppers of a storm have done. */
export interface Diary {
  checkouts: number
  paid: number
  abandoned: number
  declined: number
  soldOut: number
  cancelled: number
  /** Requests that failed, as a browser would see them, and were made again or given up. */
  errors: number
}

export function newDiary(): Diary {
  return { checkouts: 0, paid: 0, abandoned: 0, declined: 0, soldOut: 0, cancelled: 0, errors: 0 }
}

const SHELF = [
  { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one" },
  { productId: "prod_black-step-run-socks", variantId: "var_black-step-socks-one" },
  { productId: "prod_cream-step-run-socks", variantId: "var_cream-step-socks-one" },
  // Five of these are there in the beginning: the storm sells them out.
  { productId: "prod_anti-anti-infra-hoodie", variantId: "var_aai-hoodie-black-xxl" },
]

/** One visit: a cart, a checkout, and what people do then. Whatever fails is tried again a few times, or given up. */
export async function visit(origin: string, random: () => number, diary: Diary): Promise<void> {
  const insist = async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (String(error).includes("INVENTORY_UNAVAILABLE")) {
          diary.soldOut++
          return undefined
        }
        diary.errors++
        await new Promise((resolve) => setTimeout(resolve, 300 + random() * 700))
      }
    }
    return undefined
  }
  const item = random() < 0.7 ? SHELF[0] : SHELF[1 + Math.floor(random() * (SHELF.length - 1))]
  const checkout = await insist(() =>
    startCheckout(origin, [{ ...item, quantity: 1 + Math.floor(random() * 2) }]),
  )
  if (!checkout) return
  diary.checkouts++
  const mood = random()
  if (mood < 0.1) {
    diary.abandoned++
    return
  }
  if (mood < 0.2) {
    await insist(() => payWithDeclinedCard(checkout.url))
    diary.declined++
  }
  const confirmationUrl = await insist(() => payWithTestCard(checkout.url))
  if (!confirmationUrl) return
  diary.paid++
  // Some close the browser before they are back in the shop.
  if (random() < 0.3) return
  const cookie = await insist(() => comeBack(confirmationUrl))
  if (cookie && random() < 0.15) {
    if (await insist(() => cancel(origin, checkout.orderId, cookie))) diary.cancelled++
  }
}

async function payWithDeclinedCard(url: string): Promise<void> {
  const form = formOf(await (await fetch(`${url}?fill=1`)).text())
  form.fields.set("cardNumber", "4000 0000 0000 0002")
  await fetch(new URL(form.action || url, url), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    body: form.fields,
    redirect: "manual",
  })
}

/** The buyer's cookie for the order. */
async function comeBack(confirmationUrl: string): Promise<string> {
  const response = await fetch(confirmationUrl, { redirect: "manual" })
  if (response.status >= 500) throw new Error(`The confirmation answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ")
}

async function cancel(origin: string, orderId: string, cookie: string): Promise<true> {
  const response = await fetch(`${origin}/orders/cancel`, {
    method: "POST",
    headers: { origin, cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ orderId }),
    redirect: "manual",
  })
  if (response.status >= 500) throw new Error(`Cancelling answered ${response.status}`)
  return true
}

import { type PeerShop, prepareShop } from "./peer-shop"

/** What the filling says of the shop. */
interface Filled {
  readonly key: string
  readonly regionId: string
  readonly variantId: string
  readonly shippingOptionId: string
}

interface Answer {
  readonly type?: string
  readonly cart?: { readonly id: string }
  readonly payment_collection?: { readonly id: string }
}

const ADDRESS = {
  first_name: "Ada",
  last_name: "Bench",
  address_1: "1 Main Street",
  city: "San Francisco",
  province: "CA",
  postal_code: "94103",
  country_code: "us",
}

/** Medusa on the same Postgres. `folder` is where it is installed. */
export async function prepareMedusa(folder: string, postgresUrl: string): Promise<PeerShop> {
  const { server, filled } = await prepareShop("medusa-server.mjs", postgresUrl, "medusa", {
    MEDUSA_DIR: folder,
    MEDUSA_DISABLE_TELEMETRY: "true",
    LOG_LEVEL: "error",
  })
  const shop = JSON.parse(filled.trim().split("\n").at(-1) ?? "") as Filled
  const post = async (path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${server.origin}/store/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-publishable-api-key": shop.key },
      body: JSON.stringify(body),
    })
    if (!response.ok)
      throw new Error(`Medusa answered ${path} with ${response.status}: ${await response.text()}`)
    return (await response.json()) as Answer
  }
  return {
    name: "Medusa",
    server,
    async buy() {
      const { cart } = await post("carts", { region_id: shop.regionId })
      await post(`carts/${cart?.id}/line-items`, { variant_id: shop.variantId, quantity: 1 })
      await post(`carts/${cart?.id}`, {
        email: `shopper-${crypto.randomUUID()}@example.com`,
        shipping_address: ADDRESS,
        billing_address: ADDRESS,
      })
      await post(`carts/${cart?.id}/shipping-methods`, { option_id: shop.shippingOptionId })
      const { payment_collection: payment } = await post("payment-collections", { cart_id: cart?.id })
      await post(`payment-collections/${payment?.id}/payment-sessions`, { provider_id: "pp_system_default" })
      const { type } = await post(`carts/${cart?.id}/complete`, {})
      if (type !== "order") throw new Error("Medusa did not complete the cart")
    },
  }
}

import { type PeerShop, prepareShop } from "./peer-shop"

/** The mutations with which Vendure's own storefronts check out; so little is asked back that it costs nothing. */
const MUTATIONS = [
  "addItemToOrder(productVariantId: 1, quantity: 1)",
  `setCustomerForOrder(input: { firstName: "Ada", lastName: "Bench", emailAddress: $email })`,
  `setOrderShippingAddress(input: { fullName: "Ada Bench", streetLine1: "1 Main Street", city: "San Francisco",
    province: "CA", postalCode: "94103", countryCode: "US" })`,
  "setOrderShippingMethod(shippingMethodId: [1])",
  `transitionOrderToState(state: "ArrangingPayment")`,
  `addPaymentToOrder(input: { method: "dummy", metadata: {} })`,
].map(
  (mutation) =>
    `mutation Step${mutation.includes("$email") ? "($email: String!)" : ""} { step: ${mutation} { __typename ... on Order { state } ... on ErrorResult { message } } }`,
)

interface Answer {
  readonly data?: { readonly step?: { readonly state?: string } }
}

/** Vendure on the same Postgres. `folder` is where it is installed. */
export async function prepareVendure(folder: string, postgresUrl: string): Promise<PeerShop> {
  const { server } = await prepareShop("vendure-server.mjs", postgresUrl, "vendure", {
    VENDURE_DIR: folder,
    VENDURE_DISABLE_TELEMETRY: "true",
  })
  return {
    name: "Vendure",
    server,
    async buy() {
      const email = `shopper-${crypto.randomUUID()}@example.com`
      let session = ""
      let state: string | undefined
      for (const query of MUTATIONS) {
        const response = await fetch(`${server.origin}/shop-api`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            ...(session && { authorization: `Bearer ${session}` }),
          },
          body: JSON.stringify({ query, variables: query.includes("$email") ? { email } : {} }),
        })
        session = response.headers.get("vendure-auth-token") ?? session
        const answer = (await response.json()) as Answer
        state = answer.data?.step?.state
        if (!state) throw new Error(`Vendure refused ${query}: ${JSON.stringify(answer)}`)
      }
      if (state !== "PaymentSettled") throw new Error(`Vendure's order ended as ${state}`)
    },
  }
}

import type Stripe from "stripe"
import { newId } from "../identifiers"
import { ApiError } from "./api-error"
import type { ShippingOptionParameters } from "./session-parameters"

/** What a rate of the real account costs here, where nobody can look it up: minor units. */
const RATE_BY_ID_AMOUNT = 500

/** A shipping rate from inline data; an id is taken as it is, as a flat rate, because its real price is not known here. */
export function buildShippingRate(
  option: ShippingOptionParameters,
  currency: string,
  index: number,
  created: number,
): Stripe.ShippingRate {
  const data = option.shipping_rate_data
  const param = `shipping_options[${index}]`
  if ((data === undefined) === (option.shipping_rate === undefined)) {
    throw new ApiError(
      `You must specify exactly one of \`shipping_rate\` and \`shipping_rate_data\` in ${param}.`,
      { param },
    )
  }
  const fixed = data?.fixed_amount
  if (fixed && fixed.currency !== currency) {
    throw new ApiError(
      `The currency of ${param} (${fixed.currency}) must match that of the line items (${currency}).`,
      {
        param: `${param}[shipping_rate_data][fixed_amount][currency]`,
      },
    )
  }
  const { minimum = null, maximum = null } = data?.delivery_estimate ?? {}
  return {
    id: option.shipping_rate ?? newId("shr"),
    object: "shipping_rate",
    active: true,
    created,
    delivery_estimate: minimum || maximum ? { minimum, maximum } : null,
    display_name: data?.display_name ?? "Standard shipping",
    fixed_amount: { amount: fixed?.amount ?? RATE_BY_ID_AMOUNT, currency },
    livemode: false,
    metadata: data?.metadata ?? {},
    tax_behavior: data?.tax_behavior ?? "unspecified",
    tax_code: data?.tax_code ?? null,
    type: "fixed_amount",
  }
}

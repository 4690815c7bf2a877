import Stripe from "stripe"
import { newId } from "../identifiers"
import { ApiError, resourceMissing } from "./api-error"
import type { LineItemParameters } from "./session-parameters"

export interface BuiltLineItems {
  currency: string
  lineItems: Stripe.LineItem[]
  products: Stripe.Product[]
  amounts: { unitAmount: number; quantity: number }[]
}

/** Line items from inline prices, each with its product. The session's arithmetic fills in the amounts. */
export function buildLineItems(given: LineItemParameters[] | undefined, created: number): BuiltLineItems {
  if (!given || given.length === 0) {
    throw new ApiError("You must provide at least one line item in `line_items` in payment mode.", {
      code: "parameter_missing",
      param: "line_items",
    })
  }
  const built: BuiltLineItems = { currency: "", lineItems: [], products: [], amounts: [] }
  for (const [index, item] of given.entries()) {
    const param = `line_items[${index}]`
    if (item.price !== undefined) throw resourceMissing("price", item.price, `${param}[price]`, 400)
    if (!item.price_data) {
      throw new ApiError(`You must specify either \`price\` or \`price_data\` in ${param}.`, {
        code: "parameter_missing",
        param,
      })
    }
    if (item.quantity === undefined) {
      throw new ApiError(`Quantity is required. Add \`quantity\` to \`${param}\``, {
        code: "parameter_missing",
        param: `${param}[quantity]`,
      })
    }
    const { currency, unit_amount: unitAmount, product_data: productData } = item.price_data
    built.currency ||= currency
    if (currency !== built.currency) {
      throw new ApiError(
        `All line items must be in one currency: ${param} is in ${currency}, the first in ${built.currency}.`,
        {
          param: `${param}[price_data][currency]`,
        },
      )
    }
    const product = buildProduct(productData, created)
    built.products.push(product)
    built.amounts.push({ unitAmount, quantity: item.quantity })
    built.lineItems.push({
      id: newId("li"),
      object: "item",
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: 0,
      amount_tax: 0,
      amount_total: 0,
      currency,
      description: product.name,
      metadata: item.metadata ?? {},
      price: buildPrice(
        product.id,
        currency,
        unitAmount,
        item.price_data.tax_behavior ?? "unspecified",
        created,
      ),
      quantity: item.quantity,
    })
  }
  return built
}

function buildProduct(
  data: NonNullable<LineItemParameters["price_data"]>["product_data"],
  created: number,
): Stripe.Product {
  return {
    id: newId("prod"),
    object: "product",
    active: false,
    created,
    description: data.description ?? null,
    images: data.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: data.metadata ?? {},
    name: data.name,
    package_dimensions: null,
    shippable: null,
    tax_code: data.tax_code ?? null,
    tax_details: null,
    type: "service",
    unit_label: data.unit_label ?? null,
    updated: created,
    url: null,
  }
}

function buildPrice(
  product: string,
  currency: string,
  unitAmount: number,
  taxBehavior: string,
  created: number,
): Stripe.Price {
  return {
    id: newId("price"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: null,
    tax_behavior: taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: unitAmount,
    unit_amount_decimal: Stripe.Decimal.from(unitAmount),
  }
}

import {
  currency,
  email,
  flag,
  integer,
  list,
  metadata,
  oneOf,
  record,
  required,
  type Shape,
  text,
  timestamp,
  unsupported,
  url,
} from "./parameters"

const productData = record({
  name: required(text(500)),
  description: text(40_000),
  images: list(text(2_048), 8),
  metadata,
  tax_code: text(),
  unit_label: text(12),
  tax_details: unsupported,
})

const priceData = record({
  currency: required(currency),
  unit_amount: required(integer(0)),
  product_data: required(productData),
  tax_behavior: oneOf("exclusive", "inclusive", "unspecified"),
  product: unsupported,
  recurring: unsupported,
  unit_amount_decimal: unsupported,
})

const lineItem = record({
  price_data: priceData,
  price: text(),
  quantity: integer(1, 999_999),
  metadata,
  adjustable_quantity: unsupported,
  tax_rates: unsupported,
})

const estimate = record({
  unit: required(oneOf("business_day", "day", "hour", "month", "week")),
  value: required(integer(1, 10_000)),
})

const shippingOption = record({
  shipping_rate: text(),
  shipping_rate_data: record({
    display_name: required(text(100)),
    type: oneOf("fixed_amount"),
    fixed_amount: required(
      record({ amount: required(integer(0)), currency: required(currency), currency_options: unsupported }),
    ),
    delivery_estimate: record({ minimum: estimate, maximum: estimate }),
    metadata,
    tax_behavior: oneOf("exclusive", "inclusive", "unspecified"),
    tax_code: text(),
  }),
})

const COUNTRY = /^[A-Z]{2}$/

/** The parameters of `POST /v1/checkout/sessions`: what is done, and what is refused in words. */
export const sessionParameters = {
  mode: oneOf("payment", "setup", "subscription"),
  ui_mode: oneOf("hosted_page", "embedded_page", "elements", "form"),
  success_url: url,
  cancel_url: url,
  client_reference_id: text(200),
  currency,
  customer_email: email,
  expires_at: timestamp,
  line_items: list(lineItem),
  discounts: list(record({ coupon: text(), promotion_code: unsupported }), 1),
  metadata,
  payment_intent_data: record({
    metadata,
    description: text(1_000),
    receipt_email: email,
    capture_method: oneOf("automatic", "automatic_async"),
    application_fee_amount: unsupported,
    on_behalf_of: unsupported,
    setup_future_usage: unsupported,
    shipping: unsupported,
    statement_descriptor: text(22),
    statement_descriptor_suffix: text(22),
    transfer_data: unsupported,
    transfer_group: unsupported,
  }),
  allowed_payment_method_types: list(text(50), 40),
  phone_number_collection: record({ enabled: required(flag) }),
  shipping_address_collection: record({ allowed_countries: required(list(country, 300)) }),
  shipping_options: list(shippingOption, 5),
  automatic_tax: record({ enabled: required(flag), liability: unsupported }),
  billing_address_collection: oneOf("auto"),
  customer_creation: oneOf("if_required"),
  locale: text(10),
  submit_type: oneOf("auto", "pay", "book", "donate"),

  adaptive_pricing: unsupported,
  after_expiration: unsupported,
  allow_promotion_codes: unsupported,
  branding_settings: unsupported,
  consent_collection: unsupported,
  custom_fields: unsupported,
  custom_text: unsupported,
  customer: unsupported,
  customer_account: unsupported,
  customer_update: unsupported,
  excluded_payment_method_types: unsupported,
  integration_identifier: unsupported,
  invoice_creation: unsupported,
  managed_payments: unsupported,
  name_collection: unsupported,
  optional_items: unsupported,
  origin_context: unsupported,
  payment_method_collection: unsupported,
  payment_method_configuration: unsupported,
  payment_method_data: unsupported,
  payment_method_options: unsupported,
  permissions: unsupported,
  redirect_on_completion: unsupported,
  return_url: unsupported,
  saved_payment_method_options: unsupported,
  setup_intent_data: unsupported,
  subscription_data: unsupported,
  tax_id_collection: unsupported,
  wallet_options: unsupported,
}

export type SessionParameters = typeof sessionParameters extends Shape<infer T> ? T : never
export type LineItemParameters = NonNullable<ReturnType<typeof lineItem>>
export type ShippingOptionParameters = NonNullable<ReturnType<typeof shippingOption>>

function country(raw: Parameters<ReturnType<typeof text>>[0], path: string): string | undefined {
  const value = text(2)(raw, path)
  return value === undefined || COUNTRY.test(value) ? value : oneOf("US")(raw, path)
}

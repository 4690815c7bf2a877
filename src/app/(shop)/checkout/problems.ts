/** What the checkout page says when starting a payment was refused, by error type. */
export const PROBLEMS: Readonly<Record<string, string>> = {
  INVENTORY_UNAVAILABLE:
    "Something in your cart has just sold out. The marked lines say what is left. Nothing was charged.",
  DISCOUNT_REDEEMED:
    "This discount code has been used, or another checkout is using it right now. Nothing was charged.",
  DISCOUNT_INVALID: "This discount code is not valid. Nothing was charged.",
  NOT_FOUND: "Something in your cart is no longer on sale. Nothing was charged.",
  VALIDATION_ERROR: "The cart could not be read. Change it and try again. Nothing was charged.",
  RATE_LIMITED: "Too many codes were tried. Wait a minute and try again. Nothing was charged.",
  SERVICE_UNAVAILABLE: "Payments do not answer right now. Nothing was charged; try again in a moment.",
  PAYMENT_CONFIGURATION_MISSING: "This store cannot take payments yet. Nothing was charged.",
}

import { ORDER_ID } from "../store/identifiers"
import { HOLD_MINUTES } from "../store/orders/order"
import type { Vault } from "../store/ports"
import { setCookie } from "./cookies"
import { readSignedValue, signValue } from "./signed-value"

export const CHECKOUT_COOKIE = "swag_checkout"

/** Remembers the shopper's open checkout, so that a second one replaces it instead of holding stock twice. */
export function checkoutCookie(vault: Vault, appOrigin: string, orderId: string): string {
  const value = signValue(vault, "checkout", orderId)
  return setCookie(CHECKOUT_COOKIE, value, { appOrigin, maxAgeSeconds: HOLD_MINUTES * 60 })
}

export function readCheckout(vault: Vault, cookie: string | undefined): string | undefined {
  const orderId = readSignedValue(vault, "checkout", cookie)
  return orderId && ORDER_ID.test(orderId) ? orderId : undefined
}

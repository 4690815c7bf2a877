import type { Vault } from "../store/ports"
import { setCookie } from "./cookies"
import { readSignedValue, signValue } from "./signed-value"

const DAYS_30 = 30 * 24 * 60 * 60

/** The cookie that unlocks one order for the browser that paid it: named by the order, valued by its signed id. */
export function unlockCookie(vault: Vault, appOrigin: string, orderId: string): string {
  return setCookie(cookieName(orderId), signValue(vault, "order", orderId), {
    appOrigin,
    maxAgeSeconds: DAYS_30,
  })
}

export function isUnlocked(
  vault: Vault,
  orderId: string,
  cookie: (name: string) => string | undefined,
): boolean {
  return readSignedValue(vault, "order", cookie(cookieName(orderId))) === orderId
}

function cookieName(orderId: string): string {
  return `swag_${orderId}`
}

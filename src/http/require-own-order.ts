import { StoreError } from "../errors"
import { ORDER_ID } from "../store/identifiers"
import type { Vault } from "../store/ports"
import { readCookies } from "./cookies"
import { isUnlocked } from "./order-cookie"

/**
 * The order that a form of the buyer's own page names; only the browser that paid holds its cookie.
 * @throws StoreError FORBIDDEN
 */
export function requireOwnOrder(request: Request, vault: Vault, form: URLSearchParams): string {
  const orderId = form.get("orderId") ?? ""
  const cookies = readCookies(request)
  if (ORDER_ID.test(orderId) && isUnlocked(vault, orderId, (name) => cookies.get(name))) return orderId
  throw new StoreError("FORBIDDEN", "Only the browser that paid can change the order.", {
    userAction: "Open the order in that browser, or write to the store.",
  })
}

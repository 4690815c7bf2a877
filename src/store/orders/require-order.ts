import { StoreError } from "../../errors"
import type { OrderRow } from "./queries"

/** @throws StoreError NOT_FOUND */
export function requireOrder(order: OrderRow | undefined, orderId: string): OrderRow {
  if (!order) throw new StoreError("NOT_FOUND", `There is no order ${orderId}.`)
  return order
}

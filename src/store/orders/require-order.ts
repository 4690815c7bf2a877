import { StoreError } from "../../errors"

/** The order, alone or with its parts, as it was looked for. @throws StoreError NOT_FOUND */
export function requireOrder<Order>(order: Order | undefined, orderId: string): Order {
  if (!order) throw new StoreError("NOT_FOUND", `There is no order ${orderId}.`)
  return order
}

import { StoreError } from "../../errors"
import type { Actor } from "../actor"
import { canBecome, NEXT_STATUSES, type OrderStatus } from "./order"
import type { OrderRow, StageRow } from "./queries"

/**
 * Whether the order may become this now.
 * @throws StoreError CONFLICT that says what it is, and what it may become; to buyers, once it is packed
 */
export function requireStatusChange(
  actor: Actor,
  order: Pick<OrderRow, "status">,
  stages: readonly Pick<StageRow, "stage" | "status">[],
  status: OrderStatus,
): void {
  if (!canBecome(order.status, status)) {
    const next = NEXT_STATUSES[order.status]
    throw new StoreError("CONFLICT", `The order is ${order.status} and cannot become ${status}.`, {
      userAction:
        next.length > 0 ? `It may become ${next.join(" or ")}.` : "Nothing more can be done with it.",
    })
  }
  if (actor.kind === "shopper" && order.status !== "pending") {
    throw new StoreError("CONFLICT", "The order is packed already.", {
      userAction: "Write to the store, and send the parcel back when it arrives.",
    })
  }
  const reserved = stages.some((row) => row.stage === "reserve-inventory" && row.status === "complete")
  if (status === "fulfilled" && !reserved) {
    throw new StoreError("CONFLICT", "The order's pieces are not reserved yet.", {
      userAction: "Wait until its durable run has passed reserve-inventory.",
    })
  }
}

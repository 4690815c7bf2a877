import type { Desk } from "@/http/desk"
import { toStoreError } from "@/http/error-response"
import { awaitOrderStatus } from "@/store/orders/await-order-status"
import { requestOrderStatus, type StatusChange } from "@/store/orders/request-order-status"
import { drainOutbox } from "@/wiring"

export interface MovedOrder {
  readonly orderId: string
  /** `waiting`: asked for, and not answered within the time a person waits. */
  readonly result: "done" | "waiting" | "refused"
  readonly message: string
}

/** Asks the workflow to move each order on, and waits for what it answers. Each order stands for itself. */
export async function moveOrders(
  { ctx, shop }: Pick<Desk, "ctx" | "shop">,
  changes: readonly StatusChange[],
): Promise<MovedOrder[]> {
  const asked: ({ change: StatusChange } & ({ requestId: string } | { error: unknown }))[] = []
  for (const change of changes) {
    const request = requestOrderStatus(ctx, change)
    asked.push(
      await request.then(
        ({ requestId }) => ({ change, requestId }),
        (error) => ({ change, error }),
      ),
    )
  }
  drainOutbox(shop)
  return Promise.all(
    asked.map(async ({ change, ...request }): Promise<MovedOrder> => {
      const { orderId, status } = change
      if ("error" in request) {
        const { message, userAction } = toStoreError(request.error)
        return { orderId, result: "refused", message: `${message} ${userAction}` }
      }
      const { state, message } = await awaitOrderStatus(ctx, request.requestId)
      switch (state) {
        case "done":
          return { orderId, result: "done", message: DONE[status] }
        case "changed":
          return {
            orderId,
            result: "waiting",
            message: `It is ${status}. The letter, the sheet or the money follows.`,
          }
        case "asked":
          return { orderId, result: "waiting", message: "Asked for. The workflow has not taken it up yet." }
        case "refused":
          return { orderId, result: "refused", message: message ?? "The workflow refused." }
      }
    }),
  )
}

const DONE: Record<StatusChange["status"], string> = {
  pending: "Pending.",
  fulfilled: "Packed.",
  shipped: "Shipped, and the buyer has a letter.",
  cancelled: "Cancelled: stock and money are back, and the buyer has a letter.",
}

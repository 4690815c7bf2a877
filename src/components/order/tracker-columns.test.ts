import { describe, expect, it } from "vitest"
import type { Stage, StageStatus } from "@/store/orders/order"
import type { TrackerOrder } from "@/store/orders/tracker"
import { columnOf, countOrders } from "./tracker-columns"

const IDLE: Record<Stage, StageStatus> = {
  "capture-payment": "pending",
  "reserve-inventory": "pending",
  "send-confirmation": "pending",
  "record-to-sheet": "pending",
}
const DONE: Record<Stage, StageStatus> = {
  "capture-payment": "complete",
  "reserve-inventory": "complete",
  "send-confirmation": "complete",
  "record-to-sheet": "complete",
}

function order(change: Partial<TrackerOrder>): TrackerOrder {
  return {
    orderId: "ord_1",
    items: [{ name: "Socks", quantity: 2 }],
    status: "pending",
    stage: null,
    stageStatus: "pending",
    stages: IDLE,
    placedAt: "2025-01-01T00:00:00.000Z",
    updatedAt: "2025-01-01T00:00:00.000Z",
    version: 1,
    ...change,
  }
}

describe("the tracker's board", () => {
  it("shows a new order before its first stage", () => {
    expect(columnOf(order({}))).toBe("capture-payment")
  })

  it("shows an order at the stage that failed", () => {
    const stages = { ...IDLE, "capture-payment": "complete", "reserve-inventory": "failed" } as const
    expect(columnOf(order({ stages }))).toBe("reserve-inventory")
  })

  it("shows an order as finished after its last stage, before anyone has packed it", () => {
    expect(columnOf(order({ stages: DONE }))).toBe("finished")
  })

  it("shows a cancelled order as finished, wherever it stopped", () => {
    expect(columnOf(order({ status: "cancelled" }))).toBe("finished")
  })

  it("counts every order once, and every piece", () => {
    const orders = [
      order({}),
      order({ stages: DONE }),
      order({ status: "shipped" }),
      order({ status: "cancelled" }),
    ]
    expect(countOrders(orders)).toEqual({ running: 1, finished: 2, cancelled: 1, pieces: 8 })
  })
})

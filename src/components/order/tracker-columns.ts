import { STAGES, type Stage } from "@/store/orders/order"
import type { TrackerOrder } from "@/store/orders/tracker"

export type TrackerColumn = Stage | "finished"

export const TRACKER_COLUMNS: readonly TrackerColumn[] = [...STAGES, "finished"]

/** Where an order stands on the board: the first stage that is not complete, or past all of them. */
export function columnOf(order: TrackerOrder): TrackerColumn {
  if (order.status !== "pending") return "finished"
  return STAGES.find((stage) => order.stages[stage] !== "complete") ?? "finished"
}

export interface TrackerCounts {
  readonly running: number
  readonly finished: number
  readonly cancelled: number
  readonly pieces: number
}

/** What the shown orders add up to. */
export function countOrders(orders: readonly TrackerOrder[]): TrackerCounts {
  const cancelled = orders.filter(({ status }) => status === "cancelled").length
  const finished = orders.filter((order) => columnOf(order) === "finished").length - cancelled
  return {
    running: orders.length - finished - cancelled,
    finished,
    cancelled,
    pieces: orders.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0),
  }
}

import type { OrderStatus, Stage, StageStatus } from "./order"

/** An order as strangers may see it. The type has no place for personal data, and must not get one. */
export interface TrackerOrder {
  readonly orderId: string
  readonly items: readonly { readonly name: string; readonly quantity: number }[]
  readonly status: OrderStatus
  /** The stage the order is in or stopped at; null before the first. */
  readonly stage: Stage | null
  readonly stageStatus: StageStatus
  readonly stages: Readonly<Record<Stage, StageStatus>>
  readonly placedAt: string
  readonly updatedAt: string
  readonly version: number
}

import type { Address } from "../ports"
import type { OrderStatus, Stage, StageStatus } from "./order"

/** An order as its page shows it. Personal data and the total are masked unless `unlocked`. */
export interface OrderView {
  readonly orderId: string
  readonly status: OrderStatus | "awaiting_payment"
  readonly statusReason: string | null
  readonly stages: readonly StageView[]
  readonly timeline: readonly {
    readonly id: number
    readonly at: string
    readonly kind: string
    readonly text: string
  }[]
  readonly lines: readonly {
    readonly productName: string
    readonly sku: string
    readonly size: string
    readonly color: string
    readonly quantity: number
    /** Null when masked. */
    readonly amountTotalCents: number | null
  }[]
  readonly subtotalCents: number | null
  readonly discountCents: number | null
  readonly shippingCents: number | null
  readonly taxCents: number | null
  readonly totalCents: number | null
  readonly refundedCents: number | null
  readonly currency: string
  readonly email: string
  readonly name: string
  readonly shipping: Address | null
  readonly unlocked: boolean
  readonly tracking: string | null
  readonly version: number
  readonly placedAt: string | null
}

export interface StageView {
  readonly stage: Stage
  readonly status: StageStatus
  readonly attempts: number
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly error: string | null
}

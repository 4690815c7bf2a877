export const ADJUSTMENT_MODES = [
  "opening",
  "receive_shipment",
  "audit_count",
  "manual_correction",
  "order_reservation",
  "order_release",
] as const

export type AdjustmentMode = (typeof ADJUSTMENT_MODES)[number]

/** A change of one variant's stock, as it will stand in the ledger. */
export interface StockMovement {
  readonly variantId: string
  /** Units; negative when they leave the shelf. */
  readonly quantityChange: number
  readonly note?: string
}

/** Why a batch of movements happens; the same for each row of the batch. */
export interface MovementCause {
  readonly batchId: string
  readonly mode: AdjustmentMode
  readonly source: string
  readonly reason: string
  /** Set for reservations and releases: one row per order, variant and mode, however often it is tried. */
  readonly orderId?: string
}

export const ADJUSTMENT_MODES = [
  "opening",
  "receive_shipment",
  "audit_count",
  "manual_correction",
  "order_reservation",
  "order_release",
  "order_substitution",
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
  /** Set for what an order takes and gives back: one row per order, variant and mode, however often it is tried. */
  readonly orderId?: string
}

/** A row of the ledger as it is read outside. */
export interface AdjustmentRecord {
  readonly id: string
  readonly batchId: string
  readonly mode: AdjustmentMode
  readonly source: string
  readonly reason: string
  readonly actorEmail: string
  readonly createdAt: string
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly sku: string
  readonly size: string
  readonly color: string
  readonly previousStock: number
  readonly quantityChange: number
  readonly newStock: number
  readonly note: string
}

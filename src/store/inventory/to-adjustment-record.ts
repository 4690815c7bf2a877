import type { AdjustmentRecord } from "./adjustment"
import type { AdjustmentRow } from "./queries"

/** A ledger row as agents and the desk read it. */
export function toAdjustmentRecord(row: AdjustmentRow): AdjustmentRecord {
  const { sequence, orderId, actor, createdAt, ...columns } = row
  return { ...columns, actorEmail: actor, createdAt: createdAt.toISOString() }
}

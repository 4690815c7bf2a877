import { STAGES } from "./order"
import type { OrderView, StageView } from "./order-view"
import type { OrderEventRow, RefundRow, StageRow } from "./queries"

/** All four stages in their order; those that nobody has begun are pending. */
export function presentStages(stages: readonly StageRow[]): StageView[] {
  return STAGES.map((stage) => {
    const row = stages.find((candidate) => candidate.stage === stage)
    return {
      stage,
      status: row?.status ?? "pending",
      attempts: row?.attempts ?? 0,
      startedAt: row?.startedAt?.toISOString() ?? null,
      finishedAt: row?.finishedAt?.toISOString() ?? null,
      error: row?.error ?? null,
    }
  })
}

export function presentEvents(events: readonly OrderEventRow[]): OrderView["timeline"] {
  return events.map(({ id, at, kind, text }) => ({ id, at: at.toISOString(), kind, text }))
}

/** What has gone back to the buyer; what was asked for and not sent does not count. */
export function sumRefunded(refunds: readonly RefundRow[]): number {
  return refunds.filter(({ refundedAt }) => refundedAt).reduce((sum, { amountCents }) => sum + amountCents, 0)
}

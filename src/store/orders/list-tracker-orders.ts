import type { Context } from "../context"
import { STAGES, type Stage, type StageStatus } from "./order"
import { listRecentOrders, type StageRow } from "./queries"
import type { TrackerOrder } from "./tracker"

/** The newest orders as strangers may see them, newest first. One query however many orders. */
export async function listTrackerOrders(ctx: Context, limit = 40): Promise<TrackerOrder[]> {
  const orders = await listRecentOrders(ctx.db, limit)
  return orders.map(({ id, status, lines, stages, placedAt, updatedAt, version }) => {
    const current = currentStage(stages)
    return {
      orderId: id,
      items: lines.map(({ productName, quantity }) => ({ name: productName, quantity })),
      status,
      stage: current?.stage ?? null,
      stageStatus: current?.status ?? "pending",
      stages: Object.fromEntries(STAGES.map((stage) => [stage, statusOf(stages, stage)])) as Record<
        Stage,
        StageStatus
      >,
      placedAt: placedAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      version,
    }
  })
}

/** The stage that the order has reached: the last one that has begun. */
function currentStage(own: readonly StageRow[]): StageRow | undefined {
  return STAGES.map((stage) => own.find((row) => row.stage === stage)).findLast(
    (row) => row !== undefined && row.status !== "pending",
  )
}

function statusOf(own: readonly StageRow[], stage: Stage): StageStatus {
  return own.find((row) => row.stage === stage)?.status ?? "pending"
}

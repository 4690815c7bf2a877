import type { Context } from "../context"
import { STAGES, type Stage, type StageStatus } from "./order"
import { listOrderLines, listRecentOrders, listStages, type StageRow } from "./queries"
import type { TrackerOrder } from "./tracker"

/** The newest orders as strangers may see them, newest first. Three queries however many orders. */
export async function listTrackerOrders(ctx: Context, limit = 40): Promise<TrackerOrder[]> {
  const orders = await listRecentOrders(ctx.db, limit)
  const ids = orders.map(({ id }) => id)
  const lines = await listOrderLines(ctx.db, ids)
  const stages = await listStages(ctx.db, ids)
  return orders.map((order) => {
    const own = stages.filter(({ orderId }) => orderId === order.id)
    const current = currentStage(own)
    return {
      orderId: order.id,
      items: lines
        .filter(({ orderId }) => orderId === order.id)
        .map(({ productName, quantity }) => ({ name: productName, quantity })),
      status: order.status,
      stage: current?.stage ?? null,
      stageStatus: current?.status ?? "pending",
      stages: Object.fromEntries(STAGES.map((stage) => [stage, statusOf(own, stage)])) as Record<
        Stage,
        StageStatus
      >,
      placedAt: order.placedAt.toISOString(),
      updatedAt: order.updatedAt.toISOString(),
      version: order.version,
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
